using Resilience.Failures;

namespace Resilience;

/// <summary>
/// A kind of failure that means that a risk has come true. When several risks match a failure, the one with the most specific match
/// wins: a predicate before an exception type (the nearer to the thrown type the better), that before a code, that before cause and
/// disposition, a cause alone, and a disposition alone. Among equals a risk of named stages goes before one of all stages, then the
/// severer one, then the one that was registered first.
/// </summary>
/// <remarks>
/// Causes and dispositions do not match rejections: those have both as well, and an open circuit would be taken for a failure of the stage
/// by accident. Immutable and safe to share.
/// </remarks>
public sealed class FailureMatch
{
    // The distance of an exception's type is subtracted; no chain of base classes is that long.
    internal const int OfPredicate = 6000;
    internal const int OfType = 5000;
    internal const int OfCode = 4000;
    internal const int OfCauseAndDisposition = 3000;
    internal const int OfCause = 2000;
    internal const int OfDisposition = 1000;

    private readonly Func<StageFailure, int>? _specificity;
    private readonly string _words;

    private FailureMatch(string words, Func<StageFailure, int> specificity)
    {
        _words = words;
        _specificity = specificity;
    }

    private FailureMatch(string words, Func<StageFailure, bool> predicate)
    {
        _words = words;
        Predicate = predicate;
    }

    /// <summary>The user's code that decides; null where there is none.</summary>
    internal Func<StageFailure, bool>? Predicate { get; }

    /// <summary>Failures that a predicate chooses.</summary>
    /// <param name="predicate">
    /// Says whether the failure is meant. It runs on a thread of the pool, no longer than a condition may; if it throws or hangs, that is
    /// reported and the failure is not meant.
    /// </param>
    /// <returns>The match.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public static FailureMatch When(Func<StageFailure, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new("predicate", predicate);
    }

    /// <summary>
    /// Failures by an exception of a type, or of one derived from it. An <see cref="AggregateException"/> counts as what is in it. A
    /// failure that was read from a record has no exception.
    /// </summary>
    /// <typeparam name="TException">The type.</typeparam>
    /// <param name="when">Whether this very exception is meant, as specific as a predicate; null, the default, when all are.</param>
    /// <returns>The match.</returns>
    public static FailureMatch Exception<TException>(Func<TException, bool>? when = null)
        where TException : Exception
    {
        string words = $"exception {typeof(TException).Name}";
        return when is null
            ? new(words, static failure => Nearest<TException>(failure.Exception))
            : new(words, (StageFailure failure) => Any(failure.Exception, when));
    }

    /// <summary>Failures and rejections with a code.</summary>
    /// <param name="code">The code: one of <see cref="ErrorCodes"/>, or that of an exception of your own.</param>
    /// <returns>The match.</returns>
    /// <exception cref="ArgumentException"><paramref name="code"/> is null or empty.</exception>
    public static FailureMatch Code(string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        return new($"code {code}", failure => failure.Code == code ? OfCode : 0);
    }

    /// <summary>Refusals to let the stage begin, as specific as a code.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>The match.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The reason is not defined.</exception>
    public static FailureMatch Rejection(RejectionReason reason) =>
        new($"rejection {FailureWords.Of(reason)}", failure => failure.Rejection?.Reason == reason ? OfCode : 0);

    /// <summary>Failures with a cause, and, if it is given, a disposition. No rejections.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="disposition">The disposition; null, the default, for any.</param>
    /// <returns>The match.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cause or the disposition is not defined.</exception>
    public static FailureMatch Cause(FailureCause cause, FailureDisposition? disposition = null)
    {
        string words = $"cause {FailureWords.Of(cause)}";
        return disposition is { } given
            ? new($"{words}, {FailureWords.Of(given)}", failure =>
                HasRun(failure) && failure.Failure.Cause == cause && failure.Failure.Disposition == given ? OfCauseAndDisposition : 0)
            : new(words, failure => HasRun(failure) && failure.Failure.Cause == cause ? OfCause : 0);
    }

    /// <summary>Failures with a disposition. No rejections.</summary>
    /// <param name="disposition">The disposition.</param>
    /// <returns>The match.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The disposition is not defined.</exception>
    public static FailureMatch Disposition(FailureDisposition disposition) => new(
        $"disposition {FailureWords.Of(disposition)}",
        failure => HasRun(failure) && failure.Failure.Disposition == disposition ? OfDisposition : 0);

    /// <summary>What it matches, in words.</summary>
    public override string ToString() => _words;

    /// <summary>How well the failure is matched, 0 for not at all; of a match without predicate.</summary>
    internal int SpecificityFor(StageFailure failure) => _specificity is null ? 0 : _specificity(failure);

    private static bool HasRun(StageFailure failure) => failure.Rejection is null && failure.Exception is not RejectedException;

    private static int Nearest<TException>(Exception? exception) => exception switch
    {
        TException => OfType - Distance(exception.GetType(), typeof(TException)),
        AggregateException aggregate => aggregate.Flatten().InnerExceptions.Select(Nearest<TException>).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static bool Any<TException>(Exception? exception, Func<TException, bool> when) => exception switch
    {
        TException meant => when(meant),
        AggregateException aggregate => aggregate.Flatten().InnerExceptions.Any(inner => Any(inner, when)),
        _ => false,
    };

    private static int Distance(Type thrown, Type meant)
    {
        int distance = 0;
        for (Type? type = thrown; type is not null && type != meant; type = type.BaseType)
            distance++;
        return Math.Min(distance, OfType - OfCode - 1);
    }
}
