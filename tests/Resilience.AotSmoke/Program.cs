using Resilience.AotSmoke;

// Runs every strategy and prints what happened, nothing of which depends on speed. expected.txt is what it printed before.
await GroundScene.RunAsync();
await EngineScene.RunAsync();
await TimeoutScene.RunAsync();
await RetryScene.RunAsync();
await FallbackScene.RunAsync();
await CircuitScene.RunAsync();
await BulkheadScene.RunAsync();
await AdaptiveLimitScene.RunAsync();
await HedgingScene.RunAsync();
await RateLimitScene.RunAsync();
await SystemRateLimiterScene.RunAsync();
await ChaosScene.RunAsync();
await TogetherScene.RunAsync();
await ExtensionScene.RunAsync();
await TelemetryScene.RunAsync();
await CheckpointScene.RunAsync();
await OrchestrationScene.RunAsync();
await RegistryScene.RunAsync();
await ContainerScene.RunAsync();
await ConfigurationScene.RunAsync();
await ConditionScene.RunAsync();
