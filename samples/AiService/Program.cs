using AiService.Calls;
using AiService.Providers;
using AiService.Running;
using AiService.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Resilience;

// The demonstration edits its settings while it runs: a copy of them, so that the file that was built stays as it is.
using var settings = SettingsFile.CopyOf(Path.Combine(AppContext.BaseDirectory, SettingsFile.Name));
await using var providers = new ProviderFleet();
using var client = new ProviderClient();
var result = new DemonstrationResult();

HostApplicationBuilder builder = Host.CreateApplicationBuilder(
    new HostApplicationBuilderSettings { Args = args, ContentRootPath = settings.Folder });

// What happens is printed by the demonstration itself. In an application the log says it: configurations, circuits, retries.
builder.Logging.ClearProviders();

builder.Services.AddResilience()
    .BindConfiguration()
    .AddHosting()
    .AddFailover<string, string>(Operations.Chat, provider => providers.All.Select(one =>
        new Dependency<string, string>(one.Name, (text, token) => client.AskAsync(one, text, token))))
    .AddHealthMonitor()
    .AddOperationMode(mode => mode.AddFeature(new OperationFeature(Operations.LongAnswers) { Modes = [OperationMode.Normal] }));
builder.Services
    .AddSingleton(settings)
    .AddSingleton(providers)
    .AddSingleton(client)
    .AddSingleton(result)
    .AddSingleton(Console.Out)
    .AddSingleton<Backup>()
    .AddSingleton<Summaries>()
    .AddSingleton<Classifications>()
    .AddSingleton<Embeddings>()
    .AddSingleton<Load>()
    .AddSingleton<Condition>()
    .AddSingleton<SettingsChange>()
    .AddHostedService<Demonstration>();

try
{
    await builder.Build().RunAsync();
}
catch (Exception exception) when (exception is OptionsValidationException or InvalidPipelineException)
{
    // The host does not start with settings that are not valid; the message lists all that is wrong.
    Console.Error.WriteLine(exception.Message);
}

return result.ExitCode;
