// What pages do better with JavaScript. No page needs it.
(() => {
  'use strict';

  const tenantry = {};
  window.tenantry = tenantry;

  /** A failure of the API: status, code and details as the envelope has them. */
  class ApiError extends Error {
    constructor(message, status, envelope) {
      super(message);
      this.name = 'ApiError';
      this.status = status;
      this.code = envelope.code || 'unreadable_answer';
      this.details = envelope.details || [];
      this.requestId = envelope.request_id || null;
    }
  }

  /**
   * Calls the API and takes the data out of the envelope:
   *   const tenant = await tenantry.api.get('/tenants/info', { tenant: 'acme', token });
   */
  const call = async (method, path, { body, tenant, token, signal } = {}) => {
    const headers = { Accept: 'application/json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (tenant) headers['X-Tenant-Slug'] = tenant;
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(tenantry.api.base + path, {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const envelope = (await response.json().catch(() => null)) || {};
    if (!response.ok || envelope.success !== true) {
      throw new ApiError(envelope.error || `The API answered with ${response.status}`, response.status, envelope);
    }
    return envelope.data;
  };

  tenantry.ApiError = ApiError;
  tenantry.api = {
    base: '',
    get: (path, options) => call('GET', path, options),
    post: (path, body, options) => call('POST', path, { ...options, body }),
    put: (path, body, options) => call('PUT', path, { ...options, body }),
    patch: (path, body, options) => call('PATCH', path, { ...options, body }),
    delete: (path, options) => call('DELETE', path, options),
  };

  // Forms with data-validate: the browser's own rules, told beside each field instead of in a passing bubble.

  const errorOf = (field) => {
    const id = `${field.id || field.name}-error`;
    let place = document.getElementById(id);
    if (!place) {
      place = document.createElement('p');
      place.id = id;
      place.className = 'field-error';
      field.after(place);
    }
    return place;
  };

  const tell = (field, problem) => {
    const place = errorOf(field);
    place.textContent = problem;
    place.hidden = !problem;
    if (problem) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', place.id);
    } else {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
  };

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.willValidate);

  const validate = (form) => {
    fieldsOf(form).forEach((field) => tell(field, field.validationMessage));
    const first = fieldsOf(form).find((field) => !field.validity.valid);
    if (first) first.focus();
    return !first;
  };

  /** Shows what the API found wrong beside the fields of the same names. */
  const showDetails = (form, details) =>
    details.forEach(({ field, problem }) => {
      const input = form.elements.namedItem(field);
      if (input instanceof Element) tell(input, problem);
    });

  tenantry.forms = { validate, showDetails };

  const watchForm = (form) => {
    form.noValidate = true;
    form.addEventListener('submit', (event) => {
      if (!validate(form)) event.preventDefault();
    });
    form.addEventListener('input', ({ target }) => {
      if (target.getAttribute('aria-invalid')) tell(target, target.validationMessage);
    });
  };

  // Messages: good news leaves after a while unless it is being read; every message can be closed.

  const HIDE_AFTER = 6000;

  const watchFlash = (flash) => {
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'flash-close';
    close.textContent = 'Close';
    close.addEventListener('click', () => flash.remove());
    flash.append(close);
    if (!['info', 'success'].includes(flash.dataset.flash)) return;
    const leave = () => {
      if (flash.matches(':hover, :focus-within')) setTimeout(leave, HIDE_AFTER);
      else flash.remove();
    };
    setTimeout(leave, HIDE_AFTER);
  };

  // Commands can be copied where the browser allows it.

  const addCopy = (command) => {
    const text = command.querySelector('code').textContent;
    const copy = document.createElement('button');
    copy.type = 'button';
    copy.className = 'copy';
    copy.textContent = 'Copy';
    copy.addEventListener('click', async () => {
      const done = await navigator.clipboard.writeText(text).then(() => 'Copied', () => 'Not copied');
      copy.textContent = done;
      setTimeout(() => (copy.textContent = 'Copy'), 2000);
    });
    command.classList.add('command-copyable');
    command.append(copy);
  };

  // The status is asked for again while the page is being looked at.

  const REFRESH_EVERY = 15000;

  const refreshStatus = async () => {
    const shown = document.getElementById('status');
    if (document.hidden || !shown) return;
    const response = await fetch('/', { headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.getElementById('status');
    if (!fresh) return;
    if (fresh.dataset.state !== shown.dataset.state) {
      shown.replaceWith(document.adoptNode(fresh));
      return;
    }
    shown.querySelectorAll('[data-live]').forEach((place) => {
      const value = fresh.querySelector(`[data-live="${place.dataset.live}"]`);
      if (value && value.textContent !== place.textContent) place.textContent = value.textContent;
    });
  };

  document.querySelectorAll('form[data-validate]').forEach(watchForm);
  document.querySelectorAll('[data-flash]').forEach(watchFlash);
  if (navigator.clipboard) document.querySelectorAll('.command').forEach(addCopy);
  if (document.getElementById('status')) {
    // A status that cannot be had now is had the next time.
    setInterval(() => refreshStatus().catch(() => {}), REFRESH_EVERY);
  }
})();
