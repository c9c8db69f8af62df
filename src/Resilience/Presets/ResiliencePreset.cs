namespace Resilience;

/// <summary>
/// A named set of options for standard pipelines, as data: one of those that come with the library, or one of your own that is based on
/// another. Immutable; what it makes belongs to whoever asked for it. The numbers and their reasons are in <c>docs/presets.md</c>.
/// </summary>
public sealed partial class ResiliencePreset
{
    private readonly Action<StandardPipelineOptions, TimeProvider>? _overrides;

    /// <summary>Makes a preset.</summary>
    /// <param name="name">The name, for people to read and for configuration to refer to.</param>
    /// <param name="overrides">
    /// Changes what <see cref="BasedOn"/> says. Called each time that the preset is used, and so best without effects. By default nothing
    /// is changed.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public ResiliencePreset(string name, Action<StandardPipelineOptions>? overrides = null)
        : this(name, Balanced, overrides is null ? null : (options, _) => overrides(options))
    {
    }

    private ResiliencePreset(string name, ResiliencePreset? basedOn, Action<StandardPipelineOptions, TimeProvider>? overrides)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        BasedOn = basedOn;
        _overrides = overrides;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>
    /// The preset whose options are changed; null for those of a standard pipeline, which has no retry budget. The default is
    /// <see cref="Balanced"/>.
    /// </summary>
    public ResiliencePreset? BasedOn { get; init; }

    /// <summary>Finds one of the presets that come with the library.</summary>
    /// <param name="name">Its name; upper and lower case do not matter.</param>
    /// <returns>The preset, or null if none has this name.</returns>
    public static ResiliencePreset? Find(string name) =>
        All.FirstOrDefault(preset => string.Equals(preset.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The options, for pipelines with results of any type. The retry budget in them is new each time.</summary>
    /// <param name="timeProvider">The clock of the retry budget; by default the system's.</param>
    public StandardPipelineOptions CreateOptions(TimeProvider? timeProvider = null)
    {
        var options = new StandardPipelineOptions();
        Apply(options, timeProvider ?? TimeProvider.System);
        return options;
    }

    /// <summary>
    /// The same options, for pipelines with results of one type; of the fallbacks, those for this type. The retry budget in them is new
    /// each time.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="timeProvider">The clock of the retry budget; by default the system's.</param>
    public StandardPipelineOptions<T> CreateOptions<T>(TimeProvider? timeProvider = null) => CreateOptions(timeProvider).For<T>();

    /// <summary>The name, and what the preset is based on.</summary>
    public override string ToString() => BasedOn is null ? Name : $"{Name} (based on {BasedOn})";

    private void Apply(StandardPipelineOptions options, TimeProvider timeProvider)
    {
        BasedOn?.Apply(options, timeProvider);
        _overrides?.Invoke(options, timeProvider);
    }
}
