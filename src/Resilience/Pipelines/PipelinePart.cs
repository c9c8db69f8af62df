namespace Resilience.Pipelines;

/// <summary>One thing that was added to a builder.</summary>
internal sealed record PipelinePart
{
    /// <summary>What messages about the part's options call it.</summary>
    public required string Kind { get; init; }

    /// <summary>Makes the strategy, once for each pipeline that is built; null for a middleware.</summary>
    public Func<ResilienceStrategy>? Create { get; init; }

    /// <summary>Checks the options.</summary>
    public Action<OptionErrors>? Validate { get; init; }

    /// <summary>Returns the <c>Func&lt;T, bool&gt;</c> by which the strategy judges results of a typed pipeline; or null.</summary>
    public Func<object?>? ResultPredicate { get; init; }

    /// <summary>The middleware, if the part is one.</summary>
    public IResilienceMiddleware? Middleware { get; init; }
}
