using System.Reflection;
using Resilience.Failures;

namespace Resilience;

/// <summary>
/// Says what kind of failure an exception is: first by the rules that were added, then by what this library knows of .NET's own.
/// </summary>
/// <remarks>
/// Immutable and safe to share. Rules and built-in answers see the exception first, then, where it is only a wrapper, those inside it.
/// A classification allocates nothing and never throws.
/// </remarks>
public sealed class FailureClassifier : IFailureClassifier
{
    private readonly Func<Exception, Failure?>[] _newestRuleFirst;

    private FailureClassifier(Func<Exception, Failure?>[] newestRuleFirst) => _newestRuleFirst = newestRuleFirst;

    /// <summary>The classifier without added rules, which pipelines use unless told otherwise.</summary>
    public static FailureClassifier Default { get; } = new([]);

    /// <summary>Adds a rule for a type of exceptions and everything derived from it.</summary>
    /// <typeparam name="TException">The type that the rule is asked about.</typeparam>
    /// <param name="classify">
    /// The rule: returns null to leave the answer to the rules that were added earlier, and at last to the library. It may run on several
    /// threads at once. A rule that throws counts as one that returned null.
    /// </param>
    /// <returns>A new classifier that asks this rule before all others. The present one stays as it is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="classify"/> is null.</exception>
    public FailureClassifier With<TException>(Func<TException, Failure?> classify)
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(classify);
        return new([exception => exception is TException matching ? classify(matching) : null, .. _newestRuleFirst]);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public Failure Classify(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        try
        {
            int left = InnerExceptions.MaxTotal;
            TryClassify(exception, depth: 0, ref left, out Failure failure);
            return failure;
        }
        catch
        {
            // Properties of exceptions are virtual, and those of strangers may throw.
            return default;
        }
    }

    /// <summary>Whether the exception is one that is thrown most; if so, the answer in the form that outcomes keep.</summary>
    internal bool TryClassifyCommon(Exception exception, out FailureDetail detail)
    {
        detail = default;
        return _newestRuleFirst.Length == 0 && CommonFailures.TryClassify(exception, out detail);
    }

    // False when nothing is known about the exception, nor about one inside it: then the failure is unknown and transient.
    private bool TryClassify(Exception exception, int depth, ref int left, out Failure failure)
    {
        failure = default;
        if (depth > InnerExceptions.MaxDepth || left-- <= 0)
            return false;

        if (AskRules(exception) is { } answer)
        {
            failure = answer;
            return true;
        }

        switch (exception)
        {
            case AggregateException aggregate:
                return TryClassifyAll(aggregate, depth, ref left, out failure);

            case TypeInitializationException:
                // The runtime runs a type initializer once: a type whose initializer failed stays broken.
                if (exception.InnerException is { } reason)
                    TryClassify(reason, depth + 1, ref left, out failure);
                failure = failure with { Disposition = FailureDisposition.Permanent };
                return true;

            case TargetInvocationException:
                return exception.InnerException is { } thrown && TryClassify(thrown, depth + 1, ref left, out failure);
        }

        if (KnownFailures.TryClassify(exception, out failure))
            return true;

        if (exception.InnerException is { } inner && TryClassify(inner, depth + 1, ref left, out Failure inside))
        {
            failure = inside;
            return true;
        }

        return failure != default;
    }

    private bool TryClassifyAll(AggregateException aggregate, int depth, ref int left, out Failure worst)
    {
        worst = default;
        bool any = false;
        bool known = false;
        for (int i = 0; i < aggregate.InnerExceptions.Count && left > 0; i++)
        {
            known |= TryClassify(aggregate.InnerExceptions[i], depth + 1, ref left, out Failure failure);
            worst = any ? FailureSeverity.Worse(worst, failure) : failure;
            any = true;
        }

        return known;
    }

    private Failure? AskRules(Exception exception)
    {
        foreach (Func<Exception, Failure?> rule in _newestRuleFirst)
        {
            try
            {
                if (rule(exception) is { } failure)
                    return failure;
            }
            catch
            {
                // A broken rule must not replace the failure that it was asked about.
            }
        }

        return null;
    }
}
