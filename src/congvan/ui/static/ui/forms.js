// Forms: the summary takes the focus, its links lead into the fields, nothing is sent twice.
import { onKey } from "./keys.js";

class FormSummary extends HTMLElement {
  connectedCallback() {
    this.tabIndex = -1;
    this.focus();
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const field = link && document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      const control = field.matches("input,select,textarea") ? field : field.querySelector("input,select,textarea");
      (control ?? field).focus();
    });
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent === "true") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-busy", "true");
});

function release() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
}
window.addEventListener("pageshow", release);
document.addEventListener("htmx:afterRequest", release);

onKey("Ctrl+Enter", (event) => {
  const form = event.target instanceof Element && event.target.closest("form");
  if (!form) return false;
  form.requestSubmit(form.querySelector("[type=submit].primary,button.primary:not([type=button])") ?? undefined);
  return true;
});

// A chip that is a button of choice, not of sending: pressed or not.
document.addEventListener("click", (event) => {
  const chip = event.target instanceof Element && event.target.closest("button.chip[type=button][aria-pressed]");
  if (chip) chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
});

customElements.define("form-summary", FormSummary);
