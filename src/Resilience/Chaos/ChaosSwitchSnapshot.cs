namespace Resilience;

/// <summary>The state of a <see cref="ChaosSwitch"/> at one moment.</summary>
/// <param name="Name">The name of the switch.</param>
/// <param name="Enabled">Whether it is turned on.</param>
/// <param name="Rate">The rate that it imposes, if it does.</param>
/// <param name="Decisions">How many attempts were decided about while it was on.</param>
/// <param name="Injections">How many of them were hit.</param>
/// <param name="WouldHaveInjected">How many would have been hit, but were in a pipeline in shadow mode.</param>
public sealed record ChaosSwitchSnapshot(
    string Name, bool Enabled, double? Rate, long Decisions, long Injections, long WouldHaveInjected);
