import { portal } from "@pct/messages/portal";
import type { PortalTexts } from "@pct/messages/portal";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl/react";
import { expect, it } from "vitest";

import { Button, LinkButton } from "../../src/ui/button";
import { CheckItem, CheckList } from "../../src/ui/check-list";
import { Checkbox, Choices, Select, Switch } from "../../src/ui/choice";
import { CopyBlock, CopyLine } from "../../src/ui/copy-line";
import { Countdown } from "../../src/ui/countdown";
import { Dialog } from "../../src/ui/dialog";
import * as objects from "../../src/ui/drawings/objects";
import * as scenes from "../../src/ui/drawings/scenes";
import * as states from "../../src/ui/drawings/states";
import { DropZone } from "../../src/ui/drop-zone";
import { Field, TextArea } from "../../src/ui/field";
import { PasswordField } from "../../src/ui/password-field";
import { ProgressBar } from "../../src/ui/progress";
import { QrCode } from "../../src/ui/qr-code";
import { SafetyWords } from "../../src/ui/safety-words";
import { Secret } from "../../src/ui/secret";
import { Steps } from "../../src/ui/steps";
import { StrengthMeter } from "../../src/ui/strength-meter";

const ignore = (): void => undefined;
const field = { label: "Name", value: "value", onChange: ignore };
const copied = { label: "Name", value: "v4lue!", copyLabel: "Copy", copied: "Copied" };
const words = { es: ["uno", "dos"], en: ["one", "two"] };

const pieces: Readonly<Record<string, ReactNode>> = {
  button: <Button busy>Lock</Button>,
  link: (
    <LinkButton href="/es/" external>
      Open
    </LinkButton>
  ),
  list: (
    <CheckList label="List">
      <CheckItem title="One" done onChange={ignore} />
    </CheckList>
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
  switch: <Switch label="On" checked onChange={ignore} />,
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
  qr: <QrCode text="https://portal.example/" label="QR" />,
  words: <SafetyWords words={words} />,
  secret: <Secret {...copied} />,
  steps: <Steps label="Steps" steps={["one", "two"]} current={1} />,
  strength: <StrengthMeter score={2} />,
  ...Object.fromEntries(
    Object.entries({ ...objects, ...scenes, ...states }).map(([name, Drawing]) => [
      name,
      <Drawing key={name} />,
    ]),
  ),
};

function markup(piece: ReactNode): string {
  const messages = portal.en as PortalTexts;
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ design: messages.design }}>
      {piece}
    </IntlProvider>,
  );
}

it.each(Object.entries(pieces))("%s carries no style that the policy refuses", (_, piece) => {
  expect(markup(piece)).not.toMatch(/\sstyle=|<style/);
});

it("a secret is not in the page while it is hidden", () => {
  expect(markup(pieces.secret)).not.toContain("v4lue");
});
