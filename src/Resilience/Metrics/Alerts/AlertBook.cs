using System.Diagnostics.CodeAnalysis;

namespace Resilience.Metrics.Alerts;

/// <summary>Remembers by key which alerts were told and when. Not synchronised: its owner holds a lock.</summary>
internal sealed class AlertBook(long window, int limit)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>Whether an alert is to be told now, and how many were held back before it.</summary>
    public bool Admits(Alert alert, long now, out long suppressed)
    {
        suppressed = 0;
        if (_entries.TryGetValue(alert.Key, out Entry? entry))
        {
            entry.LastSeen = now;
            if (now - entry.ToldAt < window && alert.Level <= entry.Told.Level)
            {
                entry.Suppressed++;
                return false;
            }

            suppressed = entry.Suppressed;
        }
        else if (_entries.Count >= limit)
        {
            _entries.Remove(_entries.MinBy(static known => known.Value.LastSeen).Key);
        }

        _entries[alert.Key] = new(alert, now);
        return true;
    }

    /// <summary>Forgets a key; false if it was not known. What happens next under it is told at once.</summary>
    public bool Close(string key, [NotNullWhen(true)] out Alert? told, out long suppressed)
    {
        bool isKnown = _entries.Remove(key, out Entry? entry);
        told = entry?.Told;
        suppressed = entry?.Suppressed ?? 0;
        return isKnown;
    }

    private sealed class Entry(Alert told, long toldAt)
    {
        public Alert Told { get; } = told;

        public long ToldAt { get; } = toldAt;

        public long LastSeen { get; set; } = toldAt;

        public long Suppressed { get; set; }
    }
}
