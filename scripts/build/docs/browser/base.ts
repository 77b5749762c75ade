/** Sets the base of the links of 404.html, which a static host serves at any address. A base that the server has set wins. */

const { pathname } = location;
const folder = /\/(?:errors|guides)\//.exec(pathname);
const root = pathname.slice(0, folder ? folder.index + 1 : pathname.lastIndexOf('/') + 1);
document.head.append(Object.assign(document.createElement('base'), { href: root }));
