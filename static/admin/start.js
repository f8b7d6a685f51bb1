/*
 * Makes the calls by which Wagtail starts its choosers, dates and inline panels. Wagtail writes them
 * as inline scripts, which the policy does not run; here they are data (content/staff_scripts.py).
 */

const KNOWN = /^(?:(?:new (?:[A-Z][a-z]+)*(?:Chooser|Panel))|init(?:Date|Time|DateTime)Chooser|createTaskChooser)$/;
const WAIT = 50; // milliseconds, until the script of a dialog has come
const TRIES = 100;

function start(element, tries = 0) {
  const [name, isNew] = element.dataset.start.split(" ").reverse();
  const starter = window[name];
  if (!starter) {
    if (tries < TRIES && element.isConnected) setTimeout(start, WAIT, element, tries + 1);
    return;
  }
  const values = JSON.parse(element.textContent);
  if (isNew) new starter(...values);
  else starter(...values);
}

function startAll(root) {
  for (const element of root.querySelectorAll("script[data-start]")) {
    if (element.dataset.started !== undefined || !KNOWN.test(element.dataset.start)) continue;
    element.dataset.started = "";
    start(element);
  }
}

startAll(document);
new MutationObserver(() => startAll(document)).observe(document.body, {
  childList: true,
  subtree: true,
});
