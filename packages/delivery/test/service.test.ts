import { describe, expect, it } from "vitest";

import { knownSignInPage, serviceFields, serviceInLabel, serviceOf, SERVICES } from "@pct/delivery";

describe("serviceOf", () => {
  it.each(SERVICES)("reads what serviceFields writes for %s", (service) => {
    const name = service === "other" ? "Jira" : "";
    expect(serviceOf(serviceFields({ service, name }))).toEqual({ service, name });
  });

  it.each([
    [{}, "other", ""],
    [{ provider: "other" }, "other", ""],
    [{ provider: "aws", service: "IAM" }, "aws", ""],
    [{ provider: "other", service: " Microsoft 365 " }, "microsoft-365", ""],
    [{ service: "GitHub" }, "github", ""],
    [{ service: "AWS" }, "aws", ""],
    [{ service: "Other" }, "other", ""],
    [{ service: " Jira " }, "other", "Jira"],
  ] as const)("reads %j", (document, service, name) => {
    expect(serviceOf(document)).toEqual({ service, name });
  });

  it("leaves an empty name out", () => {
    expect(serviceFields({ service: "other", name: " " })).toEqual({ provider: "other" });
  });
});

describe("knownSignInPage", () => {
  it.each(["123456789012", "my-company", " 123456789012 "])(
    "is that of the AWS account %j",
    (account) => {
      expect(knownSignInPage("aws", account)).toBe(
        `https://${account.trim()}.signin.aws.amazon.com/console`,
      );
    },
  );

  it.each(["", "evil.example/#", "a@evil.example", "evil.example\\", "x", "-alias", "https://e"])(
    "ignores the invalid AWS account %j",
    (account) => {
      expect(knownSignInPage("aws", account)).toBe("https://console.aws.amazon.com/");
    },
  );

  it("is the same for every account of other services, and unknown for the rest", () => {
    const pages = SERVICES.map((service) => [service, knownSignInPage(service, "contoso")]);
    expect(Object.fromEntries(pages)).toEqual({
      aws: "https://contoso.signin.aws.amazon.com/console",
      azure: "https://portal.azure.com/",
      gcp: "https://console.cloud.google.com/",
      github: "https://github.com/login",
      "microsoft-365": "https://www.office.com/",
      "google-workspace": "https://accounts.google.com/",
      vpn: null,
      database: null,
      server: null,
      other: null,
    });
  });
});

describe("serviceInLabel", () => {
  it.each([
    ["AWS, cuenta 1234", "aws"],
    ["acceso a Google Cloud (proyecto x)", "gcp"],
    ["cuenta de Azure", "azure"],
    ["Entra ID", "azure"],
    ["GitHub", "github"],
    ["Office 365", "microsoft-365"],
    ["correo de M365", "microsoft-365"],
    ["Google Workspace", "google-workspace"],
    ["la VPN", "vpn"],
    ["el servidor de la VPN", "vpn"],
    ["Base de datos de ventas", "database"],
    ["PostgreSQL", "database"],
    ["SSH server", "server"],
  ])("finds the service of %j", (label, service) => {
    expect(serviceInLabel(label)).toBe(service);
  });

  it.each(["", "Jira", "AWS y GitHub", "lawson", "observer", "por donde entra Ana"])(
    "finds none in %j",
    (label) => {
      expect(serviceInLabel(label)).toBeNull();
    },
  );
});
