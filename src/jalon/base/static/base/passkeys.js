// Tells when a passkey was not used; allauth says so in an event, and else only in the console.
"use strict";
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const notice of document.querySelectorAll("[data-passkey-trouble]")) notice.hidden = false;
});
