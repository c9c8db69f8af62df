using System.Runtime.CompilerServices;
using Resilience.Orchestration;

namespace Resilience;

/// <summary>Collects the branches of a parallel group.</summary>
/// <typeparam name="TContext">The type of the pipeline's context.</typeparam>
public sealed class ParallelGroupBuilder<TContext>
{
    private readonly List<StagePlan<TContext>> _branches = [];

    internal ParallelGroupBuilder()
    {
    }

    /// <summary>How many branches run at a time: from 1. By default all of them do.</summary>
    public int? MaxDegreeOfParallelism { get; set; }

    internal IReadOnlyList<StagePlan<TContext>> Branches => _branches;

    /// <summary>Adds a branch.</summary>
    /// <param name="name">Its name, unique among all stages and branches of the pipeline: 1 to 256 characters.</param>
    /// <param name="body">What it does: it gets its own copy of the context, and returns what it made of it.</param>
    /// <param name="configure">Sets its options; null, the default, for the defaults.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="body"/> is null.</exception>
    public ParallelGroupBuilder<TContext> AddBranch(
        string name,
        Func<StageContext, TContext, CancellationToken, ValueTask<TContext>> body,
        Action<StageOptions<TContext>>? configure = null)
    {
        _branches.Add(StagePlan<TContext>.Of(name, body, configure));
        return this;
    }

    /// <inheritdoc cref="AddBranch(string, Func{StageContext, TContext, CancellationToken, ValueTask{TContext}},
    /// Action{StageOptions{TContext}})"/>
    [OverloadResolutionPriority(-1)]
    public ParallelGroupBuilder<TContext> AddBranch(
        string name,
        Func<StageContext, TContext, CancellationToken, Task<TContext>> body,
        Action<StageOptions<TContext>>? configure = null) => AddBranch(name, StageBodies.Of(body), configure);

    /// <inheritdoc cref="AddBranch(string, Func{StageContext, TContext, CancellationToken, ValueTask{TContext}},
    /// Action{StageOptions{TContext}})"/>
    public ParallelGroupBuilder<TContext> AddBranch(
        string name, Func<StageContext, TContext, TContext> body, Action<StageOptions<TContext>>? configure = null) =>
        AddBranch(name, StageBodies.Of(body), configure);
}
