// Wait until the preview has another state than this page shows, then reload the page.
const { news, number } = document.currentScript.dataset;
(function wait() {
  if (document.hidden) {
    document.addEventListener("visibilitychange", wait, { once: true });
    return;
  }
  fetch(news + number)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((newest) => (newest === number ? wait() : location.reload()))
    .catch(() => setTimeout(wait, 1000));
})();
