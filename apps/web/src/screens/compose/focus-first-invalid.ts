/** Focuses the first field with an error, once React has rendered the error. */
export function focusFirstInvalid(): void {
  setTimeout(() => {
    document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
  });
}
