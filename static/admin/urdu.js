/*
 * Says which texts of the staff's side are Urdu: `lang` and `dir`, so that they are read, spelled,
 * typed and set as such. Model fields say it themselves (content.bilingual, content.forms); here are
 * the parts that are drawn in the browser: blocks, rich text, comments, the translation editor.
 */

const DIRECTIONS = { en: "ltr", ur: "rtl" };

// Fields of text inside a page's form. Slugs, dates, numbers and addresses stay as they are.
const TEXT_FIELDS = [
  ".w-field--text_input input:not([name='slug'])",
  ".w-field--textarea textarea",
  ".w-field--admin_auto_height_text_input textarea",
  ".w-field--draftail_rich_text_area .public-DraftEditor-content",
].join();

function mark(elements, language) {
  for (const element of elements) {
    if (element.lang === language && element.dir) continue;
    element.lang = language;
    element.dir = DIRECTIONS[language];
  }
}

/** The language of the page that is edited here: Wagtail tells it to its own scripts. */
function pageLanguage() {
  const config = document.getElementById("wagtail-config");
  return config ? JSON.parse(config.textContent).ACTIVE_CONTENT_LOCALE : undefined;
}

function markPageEditor(form) {
  mark(form.querySelectorAll(TEXT_FIELDS), "ur");
}

/** In wagtail-localize's editor a source text is a paragraph, its translation a box after it. */
function markTranslationEditor(editor) {
  const { sourceLocale, locale } = JSON.parse(editor.dataset.props);
  mark(editor.querySelectorAll("section li > p"), sourceLocale.code);
  mark(editor.querySelectorAll("section li > div > p, section li > div textarea"), locale.code);
}

/** A comment may be in either language: its first letter decides. */
function markComments() {
  for (const field of document.querySelectorAll("#comments textarea, .comment textarea")) {
    field.dir = "auto";
  }
}

function markAll() {
  const editor = document.querySelector(".js-translation-editor");
  if (editor) markTranslationEditor(editor);
  const form = document.querySelector("form[data-edit-form]");
  if (form && pageLanguage() === "ur") markPageEditor(form);
  markComments();
}

let planned = 0;
function markSoon() {
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(markAll);
}

markAll();
new MutationObserver(markSoon).observe(document.body, { childList: true, subtree: true });
