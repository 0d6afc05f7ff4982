import { portal } from "@pct/messages/portal";
import type { PortalTexts } from "@pct/messages/portal";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl/react";
import { expect, it } from "vitest";

import { Button, LinkButton } from "#/ui/button.js";
import { Choices } from "#/ui/choices.js";
import { CopyBlock, CopyLine } from "#/ui/copy-line.js";
import { Countdown } from "#/ui/countdown.js";
import { Dialog } from "#/ui/dialog.js";
import * as closing from "#/ui/drawings/closing.js";
import * as makingKeys from "#/ui/drawings/making-keys.js";
import * as objects from "#/ui/drawings/objects.js";
import * as opened from "#/ui/drawings/opened.js";
import * as requestStates from "#/ui/drawings/request-states.js";
import * as scenes from "#/ui/drawings/scenes.js";
import { DropZone } from "#/ui/drop-zone.js";
import { Field, TextArea } from "#/ui/field.js";
import { PasswordField } from "#/ui/password-field.js";
import { ProgressBar } from "#/ui/progress.js";
import { QrCode } from "#/ui/qr-code.js";
import { QrPicture } from "#/ui/qr-picture.js";
import { SafetyWords } from "#/ui/safety-words.js";
import { Secret } from "#/ui/secret.js";
import { Select } from "#/ui/select.js";
import { Step, StepList } from "#/ui/step-list.js";
import { Steps } from "#/ui/steps.js";
import { StrengthMeter } from "#/ui/strength-meter.js";
import { Checkbox } from "#/ui/toggle.js";

const ignore = (): void => undefined;
const field = { label: "Name", value: "value", onChange: ignore };
const copied = { label: "Name", value: "v4lue!", copyLabel: "Copy", copied: "Copied" };
const words = { es: ["uno", "dos"], en: ["one", "two"] };

const drawings = {
  ...closing,
  ...makingKeys,
  ...objects,
  ...opened,
  ...requestStates,
  ...scenes,
};

const components: Readonly<Record<string, ReactNode>> = {
  button: <Button busy>Lock</Button>,
  link: (
    <LinkButton href="/es/" external>
      Open
    </LinkButton>
  ),
  list: (
    <StepList label="List">
      <Step number={1} title="One" done doneLabel="done" open onToggle={ignore}>
        What to do
      </Step>
    </StepList>
  ),
  choices: (
    <Choices
      legend="Where"
      value="a"
      onChange={ignore}
      options={[
        { value: "a", title: "A" },
        { value: "b", title: "B" },
      ]}
    />
  ),
  select: <Select {...field} value="a" options={[{ value: "a", label: "A" }]} />,
  checkbox: <Checkbox label="On" checked onChange={ignore} />,
  line: <CopyLine {...copied} />,
  block: <CopyBlock {...copied} />,
  countdown: <Countdown left={20} total={60} />,
  dialog: (
    <Dialog open onClose={ignore} title="Sure?" actions={<Button>No</Button>}>
      text
    </Dialog>
  ),
  drop: <DropZone label="File" onFiles={ignore} />,
  field: <Field {...field} error="wrong" />,
  area: <TextArea {...field} hint="hint" />,
  password: <PasswordField {...field} />,
  progress: <ProgressBar label="Locking" done={1} total={3} onCancel={ignore} />,
  qr: <QrPicture text="https://portal.example/" label="QR" />,
  qrToLoad: <QrCode text="https://portal.example/" label="QR" />,
  words: <SafetyWords words={words} />,
  secret: <Secret {...copied} />,
  steps: <Steps label="Steps" steps={["one", "two"]} current={1} />,
  strength: <StrengthMeter score={2} />,
  ...Object.fromEntries(
    Object.entries(drawings).map(([name, Drawing]) => [name, <Drawing key={name} />]),
  ),
};

function markup(component: ReactNode): string {
  const messages = portal.en as PortalTexts;
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ design: messages.design }}>
      {component}
    </IntlProvider>,
  );
}

it.each(Object.entries(components))("%s renders without inline styles", (_, component) => {
  const html = markup(component);
  // Every component renders an element with classes.
  expect(html).toMatch(/^<[^]*\sclass="/);
  expect(html).not.toMatch(/\sstyle=|<style/);
});

it("keeps a hidden secret out of the markup", () => {
  const html = markup(components.secret);
  expect(html).toContain("•••");
  expect(html).not.toContain("v4lue");
});
