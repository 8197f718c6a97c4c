/// IP addresses: how they are written, which of them are public, and the keyed hashes that stand
/// for those who have them.
@NullMarked
package com.afftok.shared.address;

import org.jspecify.annotations.NullMarked;
