using DocumentPipeline;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // The stages stop by themselves and clean up.
    e.Cancel = true;
    cancellation.Cancel();
};

var application = new Application(Console.Out, Console.Error, TimeProvider.System);
return await application.RunAsync(args, cancellation.Token);
