// Where wagtail-localize's editor finds the choosers; upstream says it in an inline script.
window.chooserUrls ??= JSON.parse(document.getElementById("chooser-addresses").textContent);
