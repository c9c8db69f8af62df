using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Resilience.Failures;

namespace Resilience;

/// <summary>
/// How a protected call ended, as a value: a result, a failure, the caller's cancellation, or a rejection by a strategy.
/// </summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <remarks>The default value is a success with the default result.</remarks>
public readonly struct Outcome<T>
{
    private readonly T? _result;

    // null for a success, the Rejection for a rejection, else the exception.
    private readonly object? _fault;
    private readonly FailureDetail _detail;

    internal Outcome(T result) => _result = result;

    internal Outcome(object fault, FailureDetail detail)
    {
        _fault = fault;
        _detail = detail;
    }

    /// <summary>How the call ended.</summary>
    public OutcomeStatus Status => _detail.Status;

    /// <summary>Whether the call returned a value, even one that a predicate judged a failure and nobody replaced.</summary>
    public bool IsSuccess => _fault is null;

    /// <summary>Whether the call ran and failed; a timeout is a failure.</summary>
    public bool IsFailure => _detail.Status == OutcomeStatus.Failure;

    /// <summary>Whether the caller cancelled.</summary>
    public bool IsCancelled => _detail.Status == OutcomeStatus.Cancelled;

    /// <summary>Whether a strategy refused the call: an open circuit, a full bulkhead, an exceeded limit.</summary>
    public bool IsRejected => _detail.Status == OutcomeStatus.Rejected;

    /// <summary>The result.</summary>
    /// <exception cref="Exception">The call did not succeed: what <c>ExecuteAsync</c> would have thrown.</exception>
    public T Result
    {
        get
        {
            ThrowIfNotSuccess();
            return _result!;
        }
    }

    /// <summary>
    /// What <c>ExecuteAsync</c> would have thrown; null for a success. For a rejection it is made anew each time it is read.
    /// </summary>
    public Exception? Exception =>
        _fault as Exception ?? (_fault is Rejection rejection ? new RejectedException(rejection, RetryAfter) : null);

    /// <summary>Who refused the call and why; null unless <see cref="IsRejected"/>.</summary>
    public Rejection? Rejection => _fault as Rejection;

    /// <summary>When it makes sense to ask again, if the dependency or the strategy that refused said so.</summary>
    public TimeSpan? RetryAfter => IsSuccess ? null : _detail.RetryAfter;

    /// <summary>The failure's classification; null for a success, unclassified until the outcome has passed a pipeline.</summary>
    public Failure? Failure => IsSuccess ? null : _detail.Failure;

    /// <summary>The stable error code (see <see cref="ErrorCodes"/>); null for a success.</summary>
    public string? Code => Status switch
    {
        OutcomeStatus.Success => null,
        OutcomeStatus.Rejected => Rejection!.Code,
        OutcomeStatus.Cancelled => ErrorCodes.Cancelled,
        _ => (_fault as ResilienceException)?.Code ?? _detail.Failure.Code,
    };

    internal FailureDetail Detail => _detail;

    internal object? Fault => _fault;

    internal T? ResultOrDefault => _result;

    /// <summary>The result, if there is one.</summary>
    /// <param name="result">The result, or the default of its type.</param>
    /// <returns>Whether the call succeeded.</returns>
    public bool TryGetResult([MaybeNullWhen(false)] out T result)
    {
        result = _result;
        return IsSuccess;
    }

    /// <summary>Throws what <c>ExecuteAsync</c> would have thrown, with its original stack trace, unless the call succeeded.</summary>
    public void ThrowIfNotSuccess()
    {
        if (_fault is not null)
            ExceptionDispatchInfo.Throw(Exception!);
    }

    /// <summary>Says how the call ended, without result or message, which may hold what must not be logged.</summary>
    public override string ToString() => Status switch
    {
        OutcomeStatus.Success => "success",
        OutcomeStatus.Cancelled => "cancelled by the caller",
        OutcomeStatus.Rejected => $"{Code} by '{Rejection!.Component}'",
        _ => $"{Code} ({_fault!.GetType().Name})",
    };
}
