/** Once the screen says what is missing, the focus is taken there. */
export function focusFirstInvalid(): void {
  setTimeout(() => {
    document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
  });
}
