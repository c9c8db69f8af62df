namespace Resilience;

/// <summary>The configuration that operations are bound to, while the application runs. Safe to use from many threads.</summary>
public interface IResilienceConfiguration
{
    /// <summary>What has become of the configuration.</summary>
    ResilienceConfigurationStatus Status { get; }

    /// <summary>
    /// Told when the configuration has been seen anew: that it is in force, or what is wrong with it. What a handler throws is logged and
    /// goes no further.
    /// </summary>
    event Action<ResilienceConfigurationStatus>? Changed;

    /// <summary>Looks at the configuration now, without waiting for it to say that it has changed.</summary>
    /// <returns>What has become of it.</returns>
    ResilienceConfigurationStatus Reload();

    /// <summary>
    /// Lays settings over the configuration and over earlier overlays. They win, also over later changes of the configuration, until
    /// <see cref="ClearOverlay"/>. All of it comes into force, or nothing does.
    /// </summary>
    /// <param name="json">
    /// The settings as JSON, with the keys of a configuration file: the section with its name around it, or what is in it. Lists are
    /// replaced as a whole; null says nothing.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="InvalidPipelineException">
    /// Something is wrong, with the overlay or with what it is laid over; the exception lists all of it.
    /// </exception>
    void UpdateFromJson(string json);

    /// <summary>Takes all overlays away, so that the configuration holds again.</summary>
    /// <exception cref="InvalidPipelineException">The configuration is not valid; the overlays stay.</exception>
    void ClearOverlay();
}
