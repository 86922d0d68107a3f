// Registered businesses that the typed name may mean.
"use strict";

{
  const form = document.getElementById("entry");
  const list = document.getElementById("businesses");
  const PAUSE = 250;
  let search;

  const option = ({ uuid, name }) => {
    const made = Object.assign(document.createElement("option"), { value: name });
    made.dataset.uuid = uuid;
    return made;
  };

  async function offer(field) {
    const asked = field.value;
    const address = `${form.dataset.findBusiness}?business=${encodeURIComponent(asked)}`;
    const found = await fetch(address, { redirect: "manual" }).then((answer) => answer.ok ? answer.json() : []).catch(() => []);
    if (field.value === asked) list.replaceChildren(...found.map(option));
  }

  form.elements.business.addEventListener("input", ({ target }) => {
    const picked = [...list.options].find((one) => one.value === target.value);
    form.elements.business_uuid.value = picked?.dataset.uuid ?? "";
    clearTimeout(search);
    if (picked || target.value.trim().length < 2 || !navigator.onLine) return;
    search = setTimeout(offer, PAUSE, target);
  });
}
