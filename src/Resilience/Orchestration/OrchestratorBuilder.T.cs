using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Resilience.Checkpoints;
using Resilience.Orchestration;
using Resilience.Stages;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>
/// Builds a pipeline of stages. Around each of them the orchestrator does the same: it assesses its risks, asks its circuit breaker, runs
/// it, writes down what it came to, and tells those who observe.
/// </summary>
/// <typeparam name="TContext">
/// What travels through the stages: each gets a context and returns a new one. Source-generated JSON makes copies of it, and bytes to
/// store.
/// </typeparam>
public sealed partial class OrchestratorBuilder<TContext>
{
    private readonly CheckpointSerializer<TContext> _serializer;
    private readonly List<StagePlan<TContext>> _stages = [];
    private readonly List<RunObserver> _observers = [];
    private ICheckpointStore? _store;
    private CheckpointDurability _durability;
    private IStageRisks<TContext>? _risks;
    private readonly List<IStageGate> _gates = [];
    private OperationModeControl? _operationMode;

    /// <summary>Begins a pipeline.</summary>
    /// <param name="name">Its name, in run keys, metrics, logs: 1 to 512 characters.</param>
    /// <param name="typeInfo">What source generation knows of the context, such as <c>PlanJson.Default.PlanContext</c>.</param>
    /// <exception cref="ArgumentException">The name is empty, too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public OrchestratorBuilder(string name, JsonTypeInfo<TContext> typeInfo)
        : this(name, new CheckpointSerializer<TContext>(typeInfo))
    {
    }

    /// <summary>Begins a pipeline whose contexts have versions, or other limits than usual.</summary>
    /// <param name="name">Its name, in run keys, metrics, logs: 1 to 512 characters.</param>
    /// <param name="serializer">Turns contexts into bytes and back.</param>
    /// <exception cref="ArgumentException">The name is empty, too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public OrchestratorBuilder(string name, CheckpointSerializer<TContext> serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        Name = TextCheck.Name(name, RunKey.LongestName, nameof(name));
        _serializer = serializer;
    }

    /// <summary>The name of the pipeline.</summary>
    public string Name { get; }

    /// <summary>The clock. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Judges exceptions. The default is <see cref="FailureClassifier.Default"/>.</summary>
    public IFailureClassifier Classifier { get; set; } = FailureClassifier.Default;

    /// <summary>Where runs and stages are logged, and what stages are given to log with. By default they are not.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// What is taken out of reasons and properties before they are recorded, logged or told. The default is
    /// <see cref="RedactionPolicy.Default"/>.
    /// </summary>
    public RedactionPolicy Redaction { get; set; } = RedactionPolicy.Default;

    /// <summary>Makes the meter of the stages' breakers and timeouts. By default the pipelines of a process share one.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>Those who receive the events of the stages' breakers and timeouts.</summary>
    public IList<IResilienceListener> Listeners { get; } = [];

    /// <summary>
    /// Whether no stage ever changes a context that it was given, because its type is immutable all the way down. The default is false:
    /// where a stage may run again, or beside others, it gets a copy, made by the serializer.
    /// </summary>
    public bool ContextsAreImmutable { get; set; }

    /// <summary>What happens to interrupted runs when the pipeline has changed. By default they are refused.</summary>
    public DefinitionChange DefinitionChange { get; set; } = DefinitionChange.Fail;

    /// <summary>Whether open circuits of later stages hold up those before them. By default they do not.</summary>
    public BackpressureOptions Backpressure { get; } = new();

    /// <summary>Adds a stage. Stages run in the order in which they are added.</summary>
    /// <param name="name">Its name, unique in the pipeline: 1 to 256 characters.</param>
    /// <param name="body">
    /// What it does: gets a context and returns the next one. It may be started again, after a failure or a crash, from the same context.
    /// </param>
    /// <param name="configure">Sets its options; null, the default, for the defaults.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="body"/> is null.</exception>
    public OrchestratorBuilder<TContext> AddStage(
        string name,
        Func<StageContext, TContext, CancellationToken, ValueTask<TContext>> body,
        Action<StageOptions<TContext>>? configure = null)
    {
        _stages.Add(StagePlan<TContext>.Of(name, body, configure));
        return this;
    }

    /// <inheritdoc cref="AddStage(string, Func{StageContext, TContext, CancellationToken, ValueTask{TContext}},
    /// Action{StageOptions{TContext}})"/>
    [OverloadResolutionPriority(-1)]
    public OrchestratorBuilder<TContext> AddStage(
        string name,
        Func<StageContext, TContext, CancellationToken, Task<TContext>> body,
        Action<StageOptions<TContext>>? configure = null) => AddStage(name, StageBodies.Of(body), configure);

    /// <inheritdoc cref="AddStage(string, Func{StageContext, TContext, CancellationToken, ValueTask{TContext}},
    /// Action{StageOptions{TContext}})"/>
    public OrchestratorBuilder<TContext> AddStage(
        string name, Func<StageContext, TContext, TContext> body, Action<StageOptions<TContext>>? configure = null) =>
        AddStage(name, StageBodies.Of(body), configure);

    /// <summary>Adds a stage whose branches run side by side, each on its own copy of the context, until all of them are done.</summary>
    /// <param name="name">Its name, unique in the pipeline: 1 to 256 characters.</param>
    /// <param name="branches">Adds the branches.</param>
    /// <param name="merge">
    /// Joins them: gets the context that they began with and what each of them returned, in the order in which they were added (a branch
    /// that was skipped: what it began with), and returns the next context.
    /// </param>
    /// <param name="configure">Sets the options of the group as a whole; null, the default, for the defaults.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The group has one record, at the join: after a crash before it, all branches run again. If a branch fails, the others are cancelled,
    /// awaited, and the group has failed.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument other than the last is null.</exception>
    public OrchestratorBuilder<TContext> AddParallel(
        string name,
        Action<ParallelGroupBuilder<TContext>> branches,
        Func<TContext, IReadOnlyList<TContext>, TContext> merge,
        Action<StageOptions<TContext>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(branches);
        ArgumentNullException.ThrowIfNull(merge);
        var group = new ParallelGroupBuilder<TContext>();
        branches(group);
        StageOptions<TContext> options = StageDefaults.GroupOptions<TContext>();
        configure?.Invoke(options);
        var plan = new ParallelPlan<TContext>([.. group.Branches], merge, group.MaxDegreeOfParallelism ?? group.Branches.Count);
        _stages.Add(new(name, Body: null, options, plan));
        return this;
    }

    /// <summary>Keeps what stages come to in a store, so that runs survive crashes.</summary>
    /// <param name="store">The store.</param>
    /// <param name="durability">When the record of a stage is durable. The default is before the next stage begins.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="durability"/> is not defined.</exception>
    public OrchestratorBuilder<TContext> UseCheckpoints(
        ICheckpointStore store, CheckpointDurability durability = CheckpointDurability.BeforeNextStage)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!Enum.IsDefined(durability))
            throw new ArgumentOutOfRangeException(nameof(durability), durability, null);
        (_store, _durability) = (store, durability);
        return this;
    }

    /// <summary>Has risks assessed before stages, and failures mitigated after them.</summary>
    /// <param name="risks">Who does.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="risks"/> is null.</exception>
    public OrchestratorBuilder<TContext> UseRisks(IStageRisks<TContext> risks)
    {
        ArgumentNullException.ThrowIfNull(risks);
        _risks = risks;
        return this;
    }

    /// <summary>Changes the options of a stage, or of a branch of a parallel group, that was added.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Changes its options, after what was said when it was added.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such stage; the message lists those that there are.</exception>
    public OrchestratorBuilder<TContext> ConfigureStage(string name, Action<StageOptions<TContext>> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        StagePlan<TContext>[] all = [.. _stages.SelectMany(static stage => stage.Group?.Branches.Prepend(stage) ?? [stage])];
        StagePlan<TContext> stage = Array.Find(all, stage => stage.Name == name) ?? throw new ArgumentException(
            $"Pipeline {Name} has no stage '{name}'; it has: {string.Join(", ", all.Select(static stage => stage.Name))}.", nameof(name));
        configure(stage.Options);
        return this;
    }

    /// <summary>
    /// Has a gate asked before each stage, after those that were added before. The first that does not let a stage pass decides.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="gate"/> is null.</exception>
    public OrchestratorBuilder<TContext> UseGate(IStageGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        _gates.Add(gate);
        return this;
    }

    /// <summary>Has stages follow an operation mode: those with <see cref="StageOptions{TContext}.Modes"/> run in these only.</summary>
    /// <param name="control">The operation mode. It is asked before each stage, after the gates.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="control"/> is null.</exception>
    public OrchestratorBuilder<TContext> UseOperationMode(OperationModeControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        _operationMode = control;
        return this;
    }

    /// <summary>Adds somebody who is told what happens in runs, after those who were added before.</summary>
    /// <param name="observer">The observer.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is null.</exception>
    public OrchestratorBuilder<TContext> AddObserver(RunObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observers.Add(observer);
        return this;
    }

    /// <summary>Builds the orchestrator. Later changes to this builder do not reach it.</summary>
    /// <returns>The orchestrator.</returns>
    /// <exception cref="InvalidPipelineException">
    /// There are no stages, two have one name, or options are out of range; the exception lists all of it.
    /// </exception>
    public Orchestrator<TContext> Build()
    {
        Check();
        var factory = new StageFactory<TContext>(this);
        Stage<TContext>[] stages = [.. _stages.Select((plan, i) => factory.Create(plan, i))];
        ILogger logger = LoggerFactory?.CreateLogger($"{TelemetryNames.LogCategory}.{Name}") ?? NullLogger.Instance;
        var counters = new RunCounters();
        return new(
            new OrchestratorSettings<TContext>
            {
                Name = Name,
                Definition = new(Name, stages),
                Serializer = _serializer,
                ContextsAreImmutable = ContextsAreImmutable,
                Store = _store,
                Durability = _durability,
                DefinitionChange = DefinitionChange,
                Risks = _risks,
                Gate = StageGates.Of([.. _gates, .. ModeGates()]),
                Circuits = Backpressure.Mode == Resilience.Backpressure.None
                    ? null
                    : new([.. stages.Select(static stage => stage.Circuits)], Backpressure.Copy(), TimeProvider),
                Counters = counters,
                Observers = new([.. _observers], logger),
                Classifier = Classifier,
                Redaction = Redaction,
                TimeProvider = TimeProvider,
                Logger = logger,
            },
            counters);
    }
}
