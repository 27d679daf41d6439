/** As the `ref` of a form: React empties a form that was answered, and would leave a select at its first choice. */
export function keepFields(form: HTMLFormElement) {
  const stay = (event: Event) => event.preventDefault();
  form.addEventListener("reset", stay);
  return () => form.removeEventListener("reset", stay);
}
