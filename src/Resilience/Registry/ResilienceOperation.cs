using System.Collections.Concurrent;
using Resilience.Pipelines;
using Resilience.Registry;

namespace Resilience;

/// <summary>
/// Something that is done under a name and protected by one definition: its pipelines, for results of any type and of one, share breaker,
/// limits, retry budget and metrics. Made by an <see cref="IResilienceRegistry"/>; meant to be kept. Safe to use from many threads.
/// </summary>
public sealed partial class ResilienceOperation
{
    private readonly ConcurrentDictionary<Type, OperationHandle> _handles = new();
    private readonly RegistrySettings _settings;
    private readonly Lock _gate; // of the registry: what is published there is in one order
    private readonly OperationMetrics _metrics;
    private Generation _generation;
    private UntypedHandle? _untyped;
    private OperationHold[] _holds = [];
    private OwnedComponents[] _retired = [];
    private long _turns;
    private long _published;
    private bool _isRemoved;

    internal ResilienceOperation(string name, OperationDefinition definition, RegistrySettings settings, Lock gate)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Name = name;
        _settings = settings;
        _gate = gate;
        _metrics = new(settings.TimeProvider);
        _generation = definition.Apply(Blueprint(definition, null));
        OperationHandle main = _generation.BuildMain();
        _handles[main.Key] = main;
        _untyped = main as UntypedHandle;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The definition that is in force.</summary>
    public OperationDefinition Definition => Volatile.Read(ref _generation).Definition;

    /// <summary>The pipeline for results of any type. It stays the same object whatever definition is applied.</summary>
    /// <exception cref="InvalidOperationException">The operation was defined by a builder for results of one type.</exception>
    public ResiliencePipeline Pipeline =>
        (Volatile.Read(ref _untyped) ?? (UntypedHandle)Handle(typeof(void), static generation => new UntypedHandle(generation.Build())))
        .Pipeline;

    /// <summary>The pipeline for results of one type; the first who asks has it built. It stays the same object, too.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <exception cref="InvalidOperationException">The operation was defined by a builder for other results.</exception>
    /// <exception cref="InvalidPipelineException">What the definition says for this type is out of range.</exception>
    public ResiliencePipeline<T> PipelineFor<T>() =>
        ((TypedHandle<T>)Handle(typeof(T), static generation => new TypedHandle<T>(generation.Build<T>()))).Pipeline;

    /// <summary>The pipeline for results of one type, unless the definition is for results of any type alone.</summary>
    internal ResiliencePipeline<T>? TypedOrNull<T>() =>
        Definition.Preset is null && !_handles.ContainsKey(typeof(T)) ? null : PipelineFor<T>();

    /// <summary>The name and the definition.</summary>
    public override string ToString() => $"operation '{Name}': {Definition}";

    internal OperationMetrics Metrics => _metrics;

    internal CircuitBreaker[] Breakers => CoreParts.Breakers(Cores);

    private IEnumerable<PipelineCore> Cores => _handles.Values.Select(static handle => handle.Core);

    /// <summary>The operation is in no registry any more: no definition is applied to it from here on.</summary>
    internal void Remove_NeedsLock() => _isRemoved = true;

    /// <summary>What is to be disposed of with the operation, also what earlier definitions have left.</summary>
    internal object[] TakeOwned()
    {
        OwnedComponents[] all;
        lock (_gate)
            all = [.. _retired, _generation.Owned];
        return [.. all.SelectMany(static owned => owned.Take())];
    }

    private OperationHandle Handle(Type key, Func<Generation, OperationHandle> build)
    {
        while (true)
        {
            if (_handles.TryGetValue(key, out OperationHandle? handle))
                return handle;
            Generation generation = Volatile.Read(ref _generation);
            OperationHandle made = build(generation);
            OperationHold[] holds = Cover([made.Core]);
            lock (_gate)
            {
                // What was built under another definition, or without a hold that there is now, is built again.
                if (generation == _generation && holds == _holds && _handles.TryAdd(key, made) && made is UntypedHandle untyped)
                    Volatile.Write(ref _untyped, untyped);
            }
        }
    }

    private OperationBlueprint Blueprint(OperationDefinition definition, Generation? previous) =>
        new(definition, Name, _settings, _metrics, previous);

    /// <summary>Has those who hold the operation's circuits hold these too.</summary>
    /// <returns>The holds.</returns>
    private OperationHold[] Cover(IEnumerable<PipelineCore> cores)
    {
        OperationHold[] holds = Volatile.Read(ref _holds);
        if (holds.Length > 0)
        {
            CircuitBreaker[] breakers = CoreParts.Breakers(cores);
            foreach (OperationHold hold in holds)
                hold.Cover(breakers);
        }

        return holds;
    }
}
