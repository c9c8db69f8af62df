using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Resilience.DependencyInjection;
using Resilience.Hosting.Configuration.Compatibility;
using Resilience.Hosting.Configuration.Model;
using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;
using Resilience.Telemetry;

namespace Resilience.Hosting.Configuration;

/// <summary>Keeps operations to what the configuration says.</summary>
/// <remarks>One configuration is taken at a time, which is what the lock is for; no call of an operation ever comes near it.</remarks>
internal sealed partial class LiveConfiguration(IServiceProvider provider, ConfigurationBindings bindings)
    : IResilienceConfiguration, IDisposable
{
    private readonly Lock _turn = new();
    private readonly ComponentPool _pool = new();
    private readonly ValuePool _values = new();
    private readonly ConcurrentDictionary<string, AppliedDefinition> _applied = new(StringComparer.Ordinal);
    private readonly ILogger? _logger = provider.GetService<ILoggerFactory>()?.CreateLogger(TelemetryNames.LogCategory);
    private ResilienceOptions? _parts;
    private IResilienceRegistry? _registry;
    private Func<string, OperationDefinition?>? _code;
    private OperationDefinition _default = ResiliencePreset.Balanced;
    private TimeProvider _clock = provider.GetService<TimeProvider>() ?? TimeProvider.System;
    private SettingsModel? _current;
    private SettingsTree? _overlay;
    private bool _hasSettings;
    private ResilienceConfigurationStatus _status = new();

    public event Action<ResilienceConfigurationStatus>? Changed;

    public ResilienceConfigurationStatus Status
    {
        get
        {
            try
            {
                EnsureStarted();
            }
            catch (OptionsValidationException)
            {
                // The status says what is wrong.
            }

            return Volatile.Read(ref _status);
        }
    }

    public ResilienceConfigurationStatus Reload()
    {
        EnsureStarted();
        return Take().Status;
    }

    public void UpdateFromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        EnsureStarted();
        Steer((before, root) =>
        {
            SettingsTree overlay = before?.Copy() ?? new(root.Key, root.Path);
            if (JsonTree.ReadSection(root.Key, root.Path, json, out SettingsTree added) is { } error)
                throw new InvalidPipelineException([error]);
            overlay.Overlay(added);
            return overlay;
        });
    }

    public void ClearOverlay()
    {
        EnsureStarted();
        Steer(static (_, _) => null);
    }

    public void Dispose() => StopWatching();

    private void EnsureStarted() => _ = provider.GetRequiredService<IOptions<ResilienceOptions>>().Value;

    private void Steer(Func<SettingsTree?, SettingsTree, SettingsTree?> overlay)
    {
        IReadOnlyList<string> errors = Take(overlay).Errors;
        if (errors.Count > 0)
            throw new InvalidPipelineException(errors);
    }

    /// <summary>All sections as they are now, later ones laid over earlier ones.</summary>
    private SettingsTree Compose(List<string> errors, out List<string> notApplied)
    {
        SettingsTree[] sections = [.. bindings.Sections.Select(section => ConfigurationTree.Read(section(provider)))];
        var all = new SettingsTree(sections.FirstOrDefault()?.Key ?? "Resilience", sections.FirstOrDefault()?.Path ?? "Resilience");
        notApplied = [];
        foreach ((string name, Func<IServiceProvider, IConfiguration> block) in bindings.Blocks)
            CompatibleBlock.Read(name, ConfigurationTree.Read(block(provider)), all, _parts!.FanOuts.Names, errors, notApplied);
        foreach (SettingsTree section in sections)
            all.Overlay(section);
        return all;
    }

    private ReadContext NewContext() => new()
    {
        Exceptions = bindings.Options.Exceptions,
        Pool = _values,
        ClockOf = () => _clock,
    };

    private ResiliencePreset? PresetOfCode(string name) =>
        _parts!.Presets.Contains(name) ? _parts.Presets.Create(name, provider) : ResiliencePreset.Find(name);

    private void Tell(ResilienceConfigurationStatus status)
    {
        foreach (Action<ResilienceConfigurationStatus> handler in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                handler(status);
            }
            catch (Exception error)
            {
                if (_logger is not null)
                    HostingLog.ConfigurationHandlerFailed(_logger, error);
            }
        }
    }
}
