/// IP addresses: text form, public networks, and keyed hashes that identify clients.
@NullMarked
package com.afftok.shared.address;

import org.jspecify.annotations.NullMarked;
