// Says on the page what went wrong with a passkey; the library would only write it to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const notice of document.querySelectorAll("[data-passkey-error]")) {
    notice.hidden = false;
    notice.tabIndex = -1;
    notice.focus();
  }
});
