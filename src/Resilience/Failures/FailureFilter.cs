using Resilience.Failures;

namespace Resilience;

/// <summary>Chooses failed attempts: which ones to retry, to answer with a fallback, to count.</summary>
/// <remarks>Immutable and safe to share. Filters combine with <c>|</c>, <c>&amp;</c> and <c>!</c>.</remarks>
public sealed class FailureFilter
{
    // What almost every strategy asks is answered without the delegate.
    private readonly CommonFilter _common;
    private readonly Func<FailedAttempt, bool> _matches;
    private readonly string _words;
    private readonly string? _joint;

    private FailureFilter(
        string words, Func<FailedAttempt, bool> matches, string? joint = null, CommonFilter common = CommonFilter.None)
    {
        _words = words;
        _matches = matches;
        _joint = joint;
        _common = common;
    }

    /// <summary>Every failed attempt, rejections included. Cancellation by the caller is not a failed attempt.</summary>
    public static FailureFilter Any { get; } = new("anything", static _ => true);

    /// <summary>No failed attempt.</summary>
    public static FailureFilter None { get; } = new("nothing", static _ => false);

    /// <summary>
    /// What may succeed when it is tried again: failures, and results judged such, that are transient or unavailable. No rejections.
    /// </summary>
    public static FailureFilter Transient { get; } = new(
        "transient failures",
        static attempt => !attempt.IsRejected && attempt.Disposition != FailureDisposition.Permanent,
        common: CommonFilter.Transient);

    /// <summary>Every attempt that ran and failed, results judged failures included. No rejections.</summary>
    public static FailureFilter Failures { get; } = new(
        "failures", static attempt => !attempt.IsRejected, common: CommonFilter.Failures);

    /// <summary>
    /// Failures that say something about the health of what is called. Left out are calls that were wrong themselves
    /// (<see cref="FailureCause.Validation"/>, <see cref="FailureCause.Data"/>), cancellations, rejections, and permanent failures with the
    /// cause <see cref="FailureCause.Http"/> or none: an answer such as 404 comes from a dependency that works.
    /// </summary>
    public static FailureFilter Dependency { get; } = new(
        "failures of the dependency", static attempt => IsOfDependency(attempt), common: CommonFilter.Dependency);

    /// <summary>Every rejection, and nothing else.</summary>
    public static FailureFilter Rejections { get; } = new("rejections", static attempt => attempt.IsRejected);

    /// <summary>Attempts that failed for one of some causes. Rejections have a cause too.</summary>
    /// <param name="causes">One or more causes.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">There is no cause.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A cause is not defined.</exception>
    public static FailureFilter Cause(params ReadOnlySpan<FailureCause> causes)
    {
        FailureCause[] chosen = NotEmpty(causes, nameof(causes));
        return new($"cause {Join(chosen, FailureWords.Of)}", attempt => chosen.AsSpan().Contains(attempt.Cause));
    }

    /// <summary>Attempts with one of some dispositions. Rejections have one too: unavailable.</summary>
    /// <param name="dispositions">One or more dispositions.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">There is no disposition.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A disposition is not defined.</exception>
    public static FailureFilter Disposition(params ReadOnlySpan<FailureDisposition> dispositions)
    {
        FailureDisposition[] chosen = NotEmpty(dispositions, nameof(dispositions));
        return new(
            $"disposition {Join(chosen, FailureWords.Of)}",
            attempt => chosen.AsSpan().Contains(attempt.Disposition));
    }

    /// <summary>Attempts that ended with an exception of a type, or of one derived from it.</summary>
    /// <typeparam name="TException">The type.</typeparam>
    /// <param name="when">Whether this very exception counts; null, the default, when all do.</param>
    /// <returns>The filter.</returns>
    public static FailureFilter Exception<TException>(Func<TException, bool>? when = null)
        where TException : Exception =>
        new(
            Describe<TException>("exception", when),
            attempt => attempt.Exception is TException matching && when?.Invoke(matching) != false);

    /// <summary>Attempts whose exception has one of a type inside it, at any depth. The exception itself is not asked.</summary>
    /// <typeparam name="TException">The type.</typeparam>
    /// <param name="when">Whether this very exception counts; null, the default, when all do.</param>
    /// <returns>The filter.</returns>
    public static FailureFilter InnerException<TException>(Func<TException, bool>? when = null)
        where TException : Exception
    {
        Func<Exception, bool> predicate = inner => inner is TException matching && when?.Invoke(matching) != false;
        return new(Describe<TException>("inner exception", when), attempt => InnerExceptions.Any(attempt.Exception, predicate));
    }

    /// <summary>Rejections for one of some reasons.</summary>
    /// <param name="reasons">One or more reasons.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A reason is not defined.</exception>
    public static FailureFilter Rejected(params ReadOnlySpan<RejectionReason> reasons)
    {
        RejectionReason[] chosen = NotEmpty(reasons, nameof(reasons));
        return new(
            $"rejection {Join(chosen, FailureWords.Of)}",
            attempt => attempt.Rejection is { } rejection && chosen.AsSpan().Contains(rejection.Reason));
    }

    /// <summary>Attempts that a predicate chooses.</summary>
    /// <param name="predicate">The predicate. It may run on several threads at once.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public static FailureFilter When(Func<FailedAttempt, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new("a predicate", predicate);
    }

    /// <summary>Attempts that match one filter or the other.</summary>
    /// <param name="left">The filter that is asked first.</param>
    /// <param name="right">The filter that is asked when the first does not match.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentNullException">A filter is null.</exception>
    public static FailureFilter operator |(FailureFilter left, FailureFilter right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new($"{left.Inside("or")} or {right.Inside("or")}", attempt => left.Matches(attempt) || right.Matches(attempt), "or");
    }

    /// <summary>Attempts that match both filters.</summary>
    /// <param name="left">The filter that is asked first.</param>
    /// <param name="right">The filter that is asked when the first matches.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentNullException">A filter is null.</exception>
    public static FailureFilter operator &(FailureFilter left, FailureFilter right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new($"{left.Inside("and")} and {right.Inside("and")}", attempt => left.Matches(attempt) && right.Matches(attempt), "and");
    }

    /// <summary>Attempts that do not match a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="filter"/> is null.</exception>
    public static FailureFilter operator !(FailureFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new($"not {filter.Inside("not")}", attempt => !filter.Matches(attempt));
    }

    /// <summary>Whether the filter chooses a failed attempt. What a predicate of the user throws comes out here.</summary>
    /// <param name="attempt">The failed attempt.</param>
    /// <returns>True when the filter chooses it.</returns>
    public bool Matches(in FailedAttempt attempt) => _common switch
    {
        CommonFilter.Transient => attempt.Disposition != FailureDisposition.Permanent && !attempt.IsRejected,
        CommonFilter.Failures => !attempt.IsRejected,
        CommonFilter.Dependency => IsOfDependency(attempt),
        _ => _matches(attempt),
    };

    /// <summary>The filter in words, as descriptions of pipelines show it.</summary>
    /// <returns>Words such as "transient failures or rejection circuit open/bulkhead full".</returns>
    public override string ToString() => _words;

    private static bool IsOfDependency(in FailedAttempt attempt) => !attempt.IsRejected && attempt.Cause switch
    {
        FailureCause.Validation or FailureCause.Data or FailureCause.Cancelled => false,
        FailureCause.Http or FailureCause.Unknown => attempt.Disposition != FailureDisposition.Permanent,
        _ => true,
    };

    private string Inside(string joint) => _joint is null || _joint == joint ? _words : $"({_words})";

    private static string Describe<TException>(string what, Func<TException, bool>? when) =>
        when is null ? $"{what} {typeof(TException).Name}" : $"{what} {typeof(TException).Name} by a predicate";

    private static string Join<T>(T[] values, Func<T, string> words) => string.Join("/", Array.ConvertAll(values, value => words(value)));

    private static T[] NotEmpty<T>(ReadOnlySpan<T> values, string name) =>
        values.IsEmpty ? throw new ArgumentException($"{name} must name at least one.", name) : values.ToArray();
}
