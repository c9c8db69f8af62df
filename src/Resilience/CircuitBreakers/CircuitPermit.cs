using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// The leave to make one call, from <see cref="CircuitBreaker.TryEnter(out CircuitPermit)"/>. Say what became of it, once; whatever is said
/// later, or of a copy, changes nothing. Dispose of it in any case: a permit of whose call nothing was said counts as cancelled.
/// </summary>
public readonly struct CircuitPermit : IDisposable
{
    private readonly PermitTicket<CircuitBreaker>? _ticket;
    private readonly long _version;

    internal CircuitPermit(PermitTicket<CircuitBreaker> ticket, long version)
    {
        _ticket = ticket;
        _version = version;
    }

    /// <summary>The call succeeded.</summary>
    public void Succeed()
    {
        if (_ticket is not null && _ticket.TryEnd(_version, out CircuitBreaker breaker, out long permit, out long started))
            breaker.Succeed(permit, started, ref _ticket.Stripe);
    }

    /// <summary>The call failed. Whether that counts is for <see cref="CircuitBreakerOptionsBase.Handle"/> to say.</summary>
    /// <param name="failure">What is known of the failure.</param>
    public void Fail(Failure failure) => Fail(FailedAttempt.FromResult(failure));

    /// <summary>The call threw. Whether that counts is for <see cref="CircuitBreakerOptionsBase.Handle"/> to say.</summary>
    /// <param name="exception">What it threw, to be judged by <see cref="FailureClassifier.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Fail(FailedAttempt.FromException(exception, FailureClassifier.Default.Classify(exception)));
    }

    /// <summary>Nothing is to be said of the call, or all has been.</summary>
    public void Dispose()
    {
        if (_ticket is not null && _ticket.TryEnd(_version, out CircuitBreaker breaker, out long permit, out long started))
            breaker.Release(permit, started, ref _ticket.Stripe);
    }

    private void Fail(in FailedAttempt attempt)
    {
        if (_ticket is not null && _ticket.TryEnd(_version, out CircuitBreaker breaker, out long permit, out long started))
            breaker.Fail(permit, started, attempt, isJudged: false, ref _ticket.Stripe);
    }
}
