/*! AffTok pixel. What it keeps and what it sends: docs/PIXEL.md */
(() => {
  'use strict';

  const NAME = '_afftok';
  const DAY = 864e5;
  const LONGEST = 90;
  const MOST_WAITING = 50;
  const CLICK = /^[0-9A-Za-z]{30}$/;
  const SALE = ['transaction_id', 'amount', 'currency', 'coupon', 'goal', 'customer_type'];

  const stub = window.afftok;
  if (stub && stub.loaded) return;
  const script = document.currentScript;

  let settings = null;
  let consent = null;
  let memory = '';
  let waiting = [];

  const objects = () =>
    navigator.doNotTrack === '1' || window.doNotTrack === '1' ||
    navigator.globalPrivacyControl === true;

  const attempt = (step) => {
    try {
      return step();
    } catch (e) {
      return null;
    }
  };

  const cookie = (value, seconds, domain) => attempt(() => {
    document.cookie = NAME + '=' + value + ';path=/;max-age=' + seconds + ';SameSite=Lax' +
      (domain ? ';domain=' + domain : '') + (location.protocol === 'https:' ? ';Secure' : '');
  });

  const forget = (domain) => {
    memory = '';
    cookie('', 0);
    if (domain) cookie('', 0, domain);
    attempt(() => localStorage.removeItem(NAME));
  };

  const keep = (click) => {
    const until = Date.now() + settings.days * DAY;
    forget(settings.domain);
    memory = click + '.' + until.toString(36);
    cookie(memory, settings.days * DAY / 1000, settings.domain);
    attempt(() => localStorage.setItem(NAME, memory));
  };

  /* Of all that is kept, the click that stays longest: the latest one. */
  const kept = () => {
    const texts = (attempt(() => document.cookie) || '').split('; ')
      .filter((pair) => pair.startsWith(NAME + '='))
      .map((pair) => pair.slice(NAME.length + 1));
    texts.push(attempt(() => localStorage.getItem(NAME)) || '', memory);
    const now = Date.now();
    let best = '';
    let latest = now;
    for (const text of texts) {
      const [click, end] = text.split('.');
      const until = parseInt(end, 36);
      if (CLICK.test(click) && until > latest && until <= now + LONGEST * DAY) {
        best = click;
        latest = until;
      }
    }
    if (!best && texts.some(Boolean)) forget(settings.domain);
    return best;
  };

  const arrive = () => {
    const given = new URLSearchParams(location.search);
    const click = [settings.param, 'click_id', 'clickid']
      .map((name) => given.get(name)).find((value) => CLICK.test(value));
    if (click && click !== kept()) keep(click);
  };

  const image = (body) => {
    new Image().src = settings.server + '?' + new URLSearchParams(body);
  };

  /* The type of text makes it a simple request: no preflight, and it outlives the page. */
  const send = (body) => {
    const text = JSON.stringify(body);
    const blob = new Blob([text], { type: 'text/plain' });
    if (attempt(() => navigator.sendBeacon(settings.server, blob))) return;
    const options = { method: 'POST', body: text, keepalive: true, credentials: 'omit' };
    const sent = attempt(() => fetch(settings.server, options));
    if (sent) sent.catch(() => image(body));
    else image(body);
  };

  const report = (event, data) => {
    arrive();
    const click = kept();
    if (!click) return;
    const body = { event: String(event), click_id: click };
    for (const field of body.event.toLowerCase() === 'purchase' ? SALE : []) {
      const value = (data || {})[field];
      if (value === undefined || value === null || value === '') continue;
      body[field] = field === 'amount' && typeof value === 'number' ? value.toFixed(4) : String(value);
    }
    send(body);
  };

  const allowed = () => consent !== false && (consent || !settings.asks);

  const proceed = () => {
    if (!settings || !allowed()) return;
    arrive();
    waiting.splice(0).forEach((args) => report(...args));
  };

  const commands = {
    init(options) {
      if (settings) return;
      const given = options || {};
      const days = Math.floor(Number(given.attributionDays));
      settings = {
        server: new URL('pixel', given.server || script.src).href,
        days: days >= 1 ? Math.min(days, LONGEST) : 30,
        domain: given.domain || '',
        param: given.param || 'click_id',
        asks: given.consent === 'required',
      };
      if (consent === false) forget(settings.domain);
      proceed();
    },
    consent(given) {
      consent = given === true;
      if (!consent) {
        waiting = [];
        forget(settings && settings.domain);
      }
      proceed();
    },
    track(event, data) {
      if (consent === false || waiting.length >= MOST_WAITING) return;
      waiting.push([event, data]);
      proceed();
    },
  };

  const run = (args) => {
    if (objects()) return forget(args[1] && args[1].domain);
    try {
      commands[args[0]](args[1], args[2]);
    } catch (e) {
      console.warn('afftok: ' + args[0] + ' failed: ' + e.message);
    }
  };

  const queued = (stub && stub.q) || [];
  window.afftok = function () {
    run(arguments);
  };
  window.afftok.loaded = true;
  queued.forEach(run);
})();
