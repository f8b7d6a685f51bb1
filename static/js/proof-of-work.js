// Solves an ALTCHA challenge (version 2, PBKDF2) while its form is being filled in. Sending the
// form waits for the solution. Without this file, or a secure connection, the server lets wait.

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

async function solve({ nonce, salt, cost, keyLength, keyPrefix }) {
  const kdf = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  const end = new DataView(password.buffer, password.length - 4);
  for (let counter = 0; ; counter++) {
    end.setUint32(0, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hex(await crypto.subtle.deriveBits(kdf, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
}

const input = document.querySelector("[data-challenge]");
if (input && globalThis.crypto?.subtle) {
  const { form } = input;
  const status = form.querySelector("[data-checking]");
  const { checking, checked } = status.dataset; // the second only where one is waited for
  const challenge = JSON.parse(input.dataset.challenge);
  let over = false;
  let button;
  if (checked) status.textContent = checking;
  const solved = solve(challenge.parameters)
    .then((solution) => {
      input.value = btoa(JSON.stringify({ challenge, solution }));
      status.textContent = checked;
    })
    .catch(() => {})
    .finally(() => (over = true));
  form.addEventListener("submit", (event) => {
    if (over) return;
    event.preventDefault();
    status.textContent = checking;
    if (button === undefined) solved.then(() => form.requestSubmit(button));
    button = event.submitter;
  });
}
