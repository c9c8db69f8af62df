using System.Diagnostics.CodeAnalysis;
using Resilience.Registry;

namespace Resilience;

/// <summary>
/// How an operation is protected, as data: a preset with overrides, or what is done to a builder. Immutable; a registry applies it when
/// the operation is added, and can apply another later to the same pipelines.
/// </summary>
public sealed class OperationDefinition
{
    private readonly Action<StandardPipelineOptions>? _overrides;
    private readonly Dictionary<Type, Delegate> _typed;
    private readonly Func<OperationBlueprint, Generation>? _build;

    /// <summary>Makes a definition from a preset.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="overrides">
    /// Changes what the preset says. Called each time that the definition is applied, so best without effects; options that hold delegates
    /// or filters keep their component on <see cref="IResilienceRegistry.Replace"/> only if these are the same objects. By default nothing
    /// is changed.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="preset"/> is null.</exception>
    public OperationDefinition(ResiliencePreset preset, Action<StandardPipelineOptions>? overrides = null)
        : this(preset, overrides, [], null, [])
    {
        ArgumentNullException.ThrowIfNull(preset);
    }

    private OperationDefinition(
        ResiliencePreset? preset,
        Action<StandardPipelineOptions>? overrides,
        Dictionary<Type, Delegate> typed,
        Func<OperationBlueprint, Generation>? build,
        IReadOnlyList<object> owned)
    {
        Preset = preset;
        _overrides = overrides;
        _typed = typed;
        _build = build;
        Owned = owned;
    }

    /// <summary>The preset; null if a builder is told what to do.</summary>
    public ResiliencePreset? Preset { get; }

    /// <summary>What is disposed of with the operation, or when another definition takes the place of this one.</summary>
    public IReadOnlyList<object> Owned { get; }

    /// <summary>A definition from a preset, without overrides.</summary>
    /// <param name="preset">The preset; null stays null.</param>
    [return: NotNullIfNotNull(nameof(preset))]
    public static implicit operator OperationDefinition?(ResiliencePreset? preset) => preset is null ? null : new(preset);

    /// <summary>A definition from a preset, without overrides.</summary>
    /// <param name="preset">The preset.</param>
    /// <exception cref="ArgumentNullException"><paramref name="preset"/> is null.</exception>
    public static OperationDefinition FromResiliencePreset(ResiliencePreset preset) => new(preset);

    /// <summary>A definition of any strategies in any order, for a pipeline with results of any type.</summary>
    /// <param name="build">
    /// Adds the strategies. The builder has the name of the operation and what else the registry's options say. Called each time that the
    /// definition is applied.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    public static OperationDefinition FromBuilder(Action<ResiliencePipelineBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(null, null, [], blueprint => new UntypedGeneration(blueprint, build), []);
    }

    /// <summary>A definition of any strategies in any order, for a pipeline with results of one type.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="build">
    /// Adds the strategies. The builder has the name of the operation and what else the registry's options say. Called each time that the
    /// definition is applied.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    public static OperationDefinition FromBuilder<T>(Action<ResiliencePipelineBuilder<T>> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(null, null, [], blueprint => new TypedGeneration<T>(blueprint, build), []);
    }

    /// <summary>The same definition with further overrides, which come after those that it has.</summary>
    /// <param name="overrides">Changes what the preset and the overrides so far say.</param>
    /// <exception cref="ArgumentNullException"><paramref name="overrides"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The definition was made for a builder, which says everything itself.</exception>
    public OperationDefinition With(Action<StandardPipelineOptions> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        if (_build is not null)
            throw new InvalidOperationException("A definition for a builder has no options: say it there.");
        return new(Preset, _overrides + overrides, _typed, null, Owned);
    }

    /// <summary>The same definition based on another preset; the overrides stay, and come after it.</summary>
    /// <param name="preset">The preset.</param>
    /// <exception cref="ArgumentNullException"><paramref name="preset"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The definition was made for a builder, which says everything itself.</exception>
    public OperationDefinition WithPreset(ResiliencePreset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return _build is null
            ? new(preset, _overrides, _typed, null, Owned)
            : throw new InvalidOperationException("A definition for a builder has no preset: say it there.");
    }

    /// <summary>
    /// The same definition with something that only the pipeline with results of one type has: how results are judged, a fallback. Limits
    /// and breakers belong to the operation and all of its pipelines: of the breaker's options only <c>HandleResult</c> is looked at here.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="overrides">Changes the options of this pipeline, after what the definition says for all.</param>
    /// <exception cref="ArgumentNullException"><paramref name="overrides"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The definition was made for a builder, which says everything itself.</exception>
    public OperationDefinition For<T>(Action<StandardPipelineOptions<T>> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        if (_build is not null)
            throw new InvalidOperationException("A definition for a builder has no options: say it there.");
        return new(Preset, _overrides, new(_typed) { [typeof(T)] = Delegate.Combine(TypedOf<T>(), overrides) }, null, Owned);
    }

    /// <summary>The same definition with something to dispose of: when the operation goes, or this definition does.</summary>
    /// <param name="component">An <see cref="IDisposable"/> or <see cref="IAsyncDisposable"/>, such as dedicated threads.</param>
    /// <exception cref="ArgumentNullException"><paramref name="component"/> is null.</exception>
    public OperationDefinition Owning(object component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return new(Preset, _overrides, _typed, _build, [.. Owned, component]);
    }

    /// <summary>What the definition is made of, in a few words.</summary>
    public override string ToString() =>
        Preset is null ? "a builder" : _overrides is null && _typed.Count == 0 ? Preset.ToString() : $"{Preset} with overrides";

    internal Generation Apply(OperationBlueprint blueprint) => _build?.Invoke(blueprint) ?? new PresetGeneration(blueprint);

    internal StandardPipelineOptions CreateOptions(TimeProvider timeProvider)
    {
        StandardPipelineOptions options = Preset!.CreateOptions(timeProvider);
        _overrides?.Invoke(options);
        return options;
    }

    internal void Override<T>(StandardPipelineOptions<T> options) => TypedOf<T>()?.Invoke(options);

    private Action<StandardPipelineOptions<T>>? TypedOf<T>() =>
        (Action<StandardPipelineOptions<T>>?)_typed.GetValueOrDefault(typeof(T));
}
