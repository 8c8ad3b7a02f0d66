import type { Evidence } from "#lib/contract/diagnosis.ts";
import { bodyEvidence, lineEvidence, type SeenAnswer } from "./answer.ts";

type Sign = { readonly name: string } & (
  | { readonly header: string; readonly value: RegExp }
  /** Counts on errors only, unless the page is served with a good status too. */
  | { readonly body: RegExp; readonly anyStatus?: true }
);

/** By what the answers of bot protections and firewalls are told from those of the server behind them. */
const SIGNS: readonly Sign[] = [
  { name: "Cloudflare", header: "cf-mitigated", value: /^challenge$/i },
  { name: "AWS WAF", header: "x-amzn-waf-action", value: /^(?:challenge|captcha)$/i },
  { name: "Vercel", header: "x-vercel-mitigated", value: /^(?:challenge|deny)$/i },
  { name: "Cloudflare", body: /<title>(?:Just a moment\.\.\.|Attention Required! \| Cloudflare)<\/title>/ },
  { name: "Cloudflare", body: /\b_cf_chl_opt\s*=/ },
  { name: "Vercel", body: /<title>Vercel Security Checkpoint<\/title>/ },
  { name: "Akamai", body: /<H1>Access Denied<\/H1>[^]*Reference(?:#| |&#32;&#35;|\s#)/ },
  { name: "DataDome", body: /\bcaptcha-delivery\.com\b/ },
  { name: "HUMAN (PerimeterX)", body: /\bid="px-captcha"|"appId":\s*"PX\w+"|\b_pxAppId\s*=/ },
  { name: "Imperva", body: /Request unsuccessful\. Incapsula incident ID/, anyStatus: true },
  { name: "Anubis", body: /<script id="anubis_challenge"/, anyStatus: true },
];

/** The bot protection that wrote the answer, and what gives it away; null when it is none that is known. */
export function botProtectionBehind(answer: SeenAnswer): { readonly name: string; readonly evidence: Evidence } | null {
  for (const sign of SIGNS) {
    const evidence = evidenceFor(sign, answer);
    if (evidence !== null) return { name: sign.name, evidence };
  }
  return null;
}

function evidenceFor(sign: Sign, answer: SeenAnswer): Evidence | null {
  if ("header" in sign) return lineEvidence(answer, sign.header, sign.value);
  return answer.response.status >= 400 || sign.anyStatus === true ? bodyEvidence(answer, sign.body) : null;
}
