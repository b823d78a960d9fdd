"use strict";
const articles = [...document.querySelectorAll(".document")];
const search = document.getElementById("search");
const count = document.getElementById("count");
function filter() {
  const wanted = search.value.trim().toLowerCase();
  for (const article of articles) {
    article.hidden = wanted !== "" && !article.textContent.toLowerCase().includes(wanted);
  }
  const shown = articles.filter((a) => !a.hidden && getComputedStyle(a).display !== "none").length;
  count.textContent = `${shown} of ${articles.length} headlines`;
}
document.querySelector(".filter").addEventListener("input", filter);
document.querySelector(".filter").addEventListener("submit", (event) => event.preventDefault());
filter();
