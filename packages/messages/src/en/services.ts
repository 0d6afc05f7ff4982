/** Names of the services that a credential can be for; `other` has a name of its own. */
export const services = {
  aws: "AWS",
  azure: "Azure",
  gcp: "Google Cloud",
  github: "GitHub",
  "microsoft-365": "Microsoft 365",
  "google-workspace": "Google Workspace",
  vpn: "VPN",
  database: "Database",
  server: "Server",
  other: "Other",
};
