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

    internal BulkheadPermit(Bulkhead bulkhead, long started) =>
        _ticket = PermitTicket<Bulkhead>.Issue(bulkhead, 0, started, out _version);

    internal BulkheadPermit(Rejection rejection) => Rejection = rejection;

    /// <summary>Whether the call may be made.</summary>
    public bool IsGranted => _ticket is not null;

    /// <summary>Why the call may not be made; null if it may.</summary>
    public Rejection? Rejection { get; }

    /// <summary>
    /// Gives the permit back, if there is one that has not been. An adaptive limit takes the call for one that has succeeded.
    /// </summary>
    public void Dispose()
    {
        if (_ticket is not null && _ticket.TryEnd(_version, out Bulkhead bulkhead, out _, out long started))
            bulkhead.Succeed(started);
    }

    /// <summary>
    /// Gives the permit back, if there is one that has not been, and says that the call has failed: an adaptive limit does not measure it,
    /// and counts it if it is a drop. What the filter of the options throws comes out here, when the permit is back.
    /// </summary>
    /// <param name="failure">What went wrong.</param>
    public void Fail(Failure failure) => Fail(FailedAttempt.FromResult(failure));

    /// <summary>The same as <see cref="Fail(Failure)"/>, of a call that threw.</summary>
    /// <param name="exception">What it threw, to be judged by <see cref="FailureClassifier.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Fail(FailedAttempt.FromException(exception, FailureClassifier.Default.Classify(exception)));
    }

    private void Fail(in FailedAttempt attempt)
    {
        if (_ticket is not null && _ticket.TryEnd(_version, out Bulkhead bulkhead, out _, out _))
            bulkhead.Fail(attempt);
    }
}
