using Resilience.Checkpoints;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Options that checkpoint stores have in common.</summary>
public abstract class CheckpointStoreOptions
{
    private protected CheckpointStoreOptions()
    {
    }

    /// <summary>
    /// How records are protected; <see cref="CheckpointProtection.None"/> by default. The others need <see cref="Keys"/>.
    /// </summary>
    /// <remarks>A store that protects its records refuses to read any that lack the protection.</remarks>
    public CheckpointProtection Protection { get; set; }

    /// <summary>Where keys come from; null, the default, for none. Without it, records that carry a code cannot be read.</summary>
    public ICheckpointKeyProvider? Keys { get; set; }

    /// <summary>
    /// The most bytes of a payload, packed and unpacked: from 1,024 to 1,073,741,824. The default is 268,435,456 (256 MiB). A length that
    /// is read is compared with it before memory is allocated.
    /// </summary>
    public int MaxPayloadBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>The machine's name as it is written into records, up to 128 characters. By default the name of the machine.</summary>
    public string Host { get; set; } = Environment.MachineName;

    /// <summary>The clock of the times in records; the system's by default. No decision depends on it.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Validate(OptionErrors errors)
    {
        errors.Between(nameof(MaxPayloadBytes), MaxPayloadBytes, 1024, 1024 * 1024 * 1024);
        errors.Required(nameof(Host), Host);
        errors.Required(nameof(TimeProvider), TimeProvider);
        if (Host is { } host && (host.Length > RecordLimits.ShortText || !TextCheck.IsWhole(host)))
            errors.Add(nameof(Host), "too long or not valid Unicode", $"a name of up to {RecordLimits.ShortText} characters");
        if (!Enum.IsDefined(Protection))
            errors.Add(nameof(Protection), $"{(int)Protection}", "one of CheckpointProtection");
        if (Protection != CheckpointProtection.None)
            errors.Required(nameof(Keys), Keys);
    }

    internal RecordSettings ToSettings() => new(Protection, Keys, MaxPayloadBytes, Host, TimeProvider);
}
