package com.afftok.shared.config;

/// How a service writes its log: for a person, or for a collector.
public enum LogFormat {
    HUMAN,
    JSON
}
