// Waits until the preview has another state than this page shows, and loads the page again.
(function wait() {
  if (document.hidden) {
    document.addEventListener("visibilitychange", wait, { once: true });
    return;
  }
  fetch({{ (address ~ number) | tojson }})
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((number) => (number === "{{ number }}" ? wait() : location.reload()))
    .catch(() => setTimeout(wait, 1000));
})();
