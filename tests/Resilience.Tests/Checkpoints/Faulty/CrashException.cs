namespace Resilience.Tests.Checkpoints.Faulty;

/// <summary>The process ended here. Nothing may catch it.</summary>
public sealed class CrashException() : Exception("The process has ended.");
