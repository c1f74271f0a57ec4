// <local-signer>: the signing service on this machine signs what the page lists. The page is a pipe: each text comes
// from the server, each answer goes back to it, and the server alone says what an answer is worth.

const CALL_SECONDS = 120; // somebody types a PIN meanwhile
const ABSENT = "Chưa kết nối được phần mềm ký số trên máy này. Mở phần mềm, cắm thiết bị rồi bấm lại.";
const UNSAID = "Máy chủ chưa nhận được kết quả. Bấm lại để ký tiếp, phần đã ký không ký lại.";

class LocalSigner extends HTMLElement {
  connectedCallback() {
    this.told = this.querySelector("[data-told]");
    this.button = this.querySelector("[data-start]");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.run());
  }

  /** One after the other, from the first that is not done; stops at the first that fails. */
  async run() {
    this.button.disabled = true;
    const lines = [...this.querySelectorAll("[data-text]")];
    for (const line of lines.filter((one) => !("done" in one.dataset))) {
      const { done, told } = await this.sign(line);
      line.querySelector("[data-state]").textContent = told;
      if (!done) break;
      line.dataset.done = "";
    }
    const count = lines.filter((one) => "done" in one.dataset).length;
    this.told.textContent = `Đã ký ${count}/${lines.length}.`;
    this.button.disabled = count === lines.length;
  }

  async sign(line) {
    let answer;
    try {
      answer = await pipe(line.dataset.address, line.dataset.text);
    } catch {
      return { done: false, told: ABSENT };
    }
    try {
      return await this.deliver(line.dataset.id, answer);
    } catch {
      return { done: false, told: UNSAID };
    }
  }

  async deliver(id, answer) {
    const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
    const body = new URLSearchParams({ id, answer, csrfmiddlewaretoken: token });
    const response = await fetch(this.dataset.answers, { method: "POST", body });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }
}

/** Connect, send one text, receive one, close. Rejects where the service is not there or goes away. */
function pipe(address, text) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const timer = setTimeout(() => socket.close(), CALL_SECONDS * 1000);
    socket.addEventListener("open", () => socket.send(text));
    socket.addEventListener("message", (event) => {
      resolve(String(event.data));
      socket.close();
    });
    socket.addEventListener("close", () => {
      clearTimeout(timer);
      reject(new Error("closed"));
    });
  });
}

customElements.define("local-signer", LocalSigner);
