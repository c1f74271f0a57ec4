// What htmx needs from us: the token, what to say when no fragment comes, where the focus goes after a swap.
import { announce } from "./announce.js";

const SAID = {
  0: "Mất kết nối với máy chủ. Nội dung đang nhập vẫn giữ nguyên; hãy thử lại khi có mạng.",
  401: "Phiên làm việc đã hết. Hãy tải lại trang để đăng nhập.",
  403: "Bạn không có quyền thực hiện việc này.",
  404: "Không tìm thấy nội dung này. Có thể nó vừa được chuyển hoặc địa chỉ đã đổi.",
  429: "Đã gửi quá nhiều yêu cầu. Hãy chờ một phút rồi thử lại.",
};
const FAULT = "Hệ thống gặp lỗi, việc vừa rồi chưa được thực hiện. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống.";

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});
document.addEventListener("htmx:responseError", (event) => announce(SAID[event.detail.xhr.status] ?? FAULT));
document.addEventListener("htmx:sendError", () => announce(SAID[0]));
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => document.getElementById("detail")?.removeAttribute("inert"));
}
document.addEventListener("htmx:afterSwap", (event) => {
  // After an outer swap the target is the element that was; its place has the same id. A page of history has none.
  const target = document.getElementById(event.detail.target?.id ?? "");
  if (!target) return;
  if (target.id === "detail") target.closest(".app")?.classList.add("reading");
  if (target.id === "main") {
    target.closest(".app")?.classList.toggle("reading", "reading" in target.dataset);
    document.getElementById("dialogs")?.replaceChildren(); // what was asked there is answered
  }
  if (target.contains(document.activeElement)) return;
  target.querySelector("[data-focus]")?.focus();
});

function connected() {
  const bar = document.getElementById("offline");
  if (bar) bar.hidden = navigator.onLine;
}
window.addEventListener("online", connected);
window.addEventListener("offline", connected);
connected();
