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

// A large upload tells how far it is, over the buttons of its form.
const TOLD_FROM_BYTES = 1e6;
document.addEventListener("htmx:xhr:progress", (event) => {
  const form = event.target instanceof Element && event.target.closest("form[enctype='multipart/form-data']");
  const { lengthComputable, loaded, total } = event.detail;
  if (!form || !lengthComputable || total < TOLD_FROM_BYTES) return;
  let told = form.querySelector(".uploading");
  if (!told) {
    told = Object.assign(document.createElement("p"), { className: "uploading" });
    const bar = Object.assign(document.createElement("progress"), { max: 100, ariaLabel: "Đang gửi tệp" });
    told.append(bar, document.createElement("span"));
    form.querySelector(".form-acts, .dialog-foot")?.before(told);
  }
  const percent = Math.floor((100 * loaded) / total);
  told.firstChild.value = percent;
  told.lastChild.textContent = percent < 100 ? `Đang gửi tệp: ${percent}%, ${size(total)}` : "Đã gửi xong, đang kiểm tra tệp";
});

function release() {
  for (const told of document.querySelectorAll(".uploading")) told.remove();
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

/** <file-pick>: the browser's own file field speaks the machine's language; this one speaks ours, and takes drops. */
class FilePick extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    if (!this.input || this.told) return;
    this.button = Object.assign(document.createElement("span"), { className: "button", textContent: "Chọn tệp" });
    this.told = Object.assign(document.createElement("span"), { className: "chosen" });
    this.append(this.button, this.told);
    this.input.classList.add("unseen");
    this.button.addEventListener("click", () => this.input.click());
    this.input.addEventListener("change", () => this.tell());
    for (const type of ["dragover", "dragleave", "drop"]) this.addEventListener(type, this);
    this.tell();
  }

  handleEvent(event) {
    event.preventDefault();
    this.classList.toggle("over", event.type === "dragover");
    if (event.type !== "drop" || event.dataTransfer.files.length === 0) return;
    this.input.files = event.dataTransfer.files;
    this.tell();
  }

  tell() {
    const names = [...this.input.files].map((file) => `${file.name} (${size(file.size)})`);
    this.told.textContent = names.join(", ") || "Chưa chọn tệp; có thể kéo tệp thả vào đây";
  }
}

function size(bytes) {
  const megabytes = bytes / 1e6;
  return megabytes < 0.1 ? `${Math.ceil(bytes / 1e3)} KB` : `${megabytes.toFixed(1).replace(".", ",")} MB`;
}

customElements.define("form-summary", FormSummary);
customElements.define("file-pick", FilePick);
