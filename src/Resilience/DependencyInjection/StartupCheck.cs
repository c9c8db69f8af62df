namespace Resilience.DependencyInjection;

/// <summary>Options of nothing: a host has them validated when it starts, and everything else with them.</summary>
internal sealed class StartupCheck;
