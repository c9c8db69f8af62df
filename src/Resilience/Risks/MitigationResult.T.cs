using Resilience.Risks;

namespace Resilience;

/// <summary>What is to happen after a stage has failed. The default fails the run.</summary>
/// <typeparam name="TContext">The type of the context.</typeparam>
public readonly struct MitigationResult<TContext>
{
    internal MitigationResult(MitigationAction action, bool hasContext, TContext? context, string? reason)
    {
        Action = action;
        HasContext = hasContext;
        Context = context;
        Reason = reason;
    }

    /// <summary>What is to happen.</summary>
    public MitigationAction Action { get; }

    /// <summary>
    /// Whether the mitigation has made a context. If not, the stage runs again, or the run goes on, with the one that the stage had begun
    /// with.
    /// </summary>
    public bool HasContext { get; }

    /// <summary>The context to go on with, if <see cref="HasContext"/>.</summary>
    public TContext? Context { get; }

    /// <summary>Why, for people, without secrets: it is recorded. Null where nothing was said.</summary>
    public string? Reason { get; }

    /// <summary>The risk that was mitigated; null, the default, if none is known.</summary>
    public string? RiskId { get; init; }

    /// <summary>The name of the mitigation that ran; null, the default, if none is known.</summary>
    public string? Mitigation { get; init; }

    /// <summary>
    /// What the mitigation threw, an <see cref="OperationTimedOutException"/> if it did not end in time; null, the default, if it decided.
    /// </summary>
    public Exception? Exception { get; init; }

    /// <summary>The action and its reason.</summary>
    public override string ToString() => Reason is null ? Action.ToString() : $"{Action}: {Reason}";
}
