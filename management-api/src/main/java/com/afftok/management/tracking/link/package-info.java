/// Promoters' tracking links: joining offers, applications, aliases, deep links, QR codes.
@NullMarked
package com.afftok.management.tracking.link;

import org.jspecify.annotations.NullMarked;
