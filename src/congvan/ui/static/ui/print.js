// <print-page>: the button that prints; without a script the browser's own menu does.

class PrintPage extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", () => window.print());
  }
}

customElements.define("print-page", PrintPage);
