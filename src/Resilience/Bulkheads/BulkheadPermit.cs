using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// The leave of a <see cref="Bulkhead"/> to make one call. Dispose of it when the call has ended, however it has; once is enough, and
/// doing it again, or with a copy, does nothing.
/// </summary>
public readonly struct BulkheadPermit : IDisposable
{
    private readonly PermitTicket<Bulkhead>? _ticket;
    private readonly long _version;

    internal BulkheadPermit(Bulkhead bulkhead, long inFlight, long started) =>
        _ticket = PermitTicket<Bulkhead>.Issue(bulkhead, inFlight, started, out _version);

    internal BulkheadPermit(Rejection rejection) => Rejection = rejection;

    /// <summary>Whether the call may be made.</summary>
    public bool IsGranted => _ticket is not null;

    /// <summary>Why the call may not be made; null if it may.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Gives the permit back, if there is one that has not been.</summary>
    public void Dispose()
    {
        if (_ticket is not null && _ticket.TryEnd(_version, out Bulkhead bulkhead, out long inFlight, out long started))
            bulkhead.Release(inFlight, started, isDropped: false);
    }
}
