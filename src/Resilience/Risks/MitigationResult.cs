using Resilience.Risks;

namespace Resilience;

/// <summary>Makes the results of mitigations.</summary>
public static class MitigationResult
{
    /// <summary>The stage runs again, from the context that it had begun with.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="reason">Why, for people; null, the default, for nothing to say.</param>
    public static MitigationResult<TContext> Retry<TContext>(string? reason = null) =>
        new(MitigationAction.Retry, hasContext: false, default, reason);

    /// <summary>The stage runs again, from a changed context, which is recorded before it does.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="reason">Why, for people; null, the default, for nothing to say.</param>
    public static MitigationResult<TContext> RetryWith<TContext>(TContext context, string? reason = null) =>
        new(MitigationAction.Retry, hasContext: true, context, reason);

    /// <summary>The run goes on as if the stage had returned this context.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="reason">Why, for people; null, the default, for nothing to say.</param>
    public static MitigationResult<TContext> Continue<TContext>(TContext context, string? reason = null) =>
        new(MitigationAction.Continue, hasContext: true, context, reason);

    /// <summary>The run goes on with this context, which holds less than the stage was to give.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="reason">Why, for people; null, the default, for nothing to say.</param>
    public static MitigationResult<TContext> Degrade<TContext>(TContext context, string? reason = null) =>
        new(MitigationAction.Degrade, hasContext: true, context, reason);

    /// <summary>The stage is left out: the run goes on with the context that the stage had begun with.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="reason">Why, for people; null, the default, for nothing to say.</param>
    public static MitigationResult<TContext> Skip<TContext>(string? reason = null) =>
        new(MitigationAction.Skip, hasContext: false, default, reason);

    /// <summary>Nothing helps: the run fails with what the stage failed with.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="reason">Why, for people; null, the default, for nothing to say.</param>
    public static MitigationResult<TContext> Fail<TContext>(string? reason = null) =>
        new(MitigationAction.Fail, hasContext: false, default, reason);

    /// <summary>The run is aborted: going on would do harm.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="reason">Why, for people; null, the default, for nothing to say.</param>
    public static MitigationResult<TContext> Abort<TContext>(string? reason = null) =>
        new(MitigationAction.Abort, hasContext: false, default, reason);
}
